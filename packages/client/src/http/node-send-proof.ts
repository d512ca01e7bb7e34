/** The message of undici's diagnostics channel, as far as it matters. */
interface ConnectFailure {
  error?: unknown;
}
type Listener = (message: ConnectFailure) => void;
interface Channels {
  subscribe(name: string, listener: Listener): void;
  unsubscribe(name: string, listener: Listener): void;
}

const CHANNEL = "undici:client:connectError";

/** Knows which errors of Node's own `fetch` come from attempts to connect. */
export interface SendProof {
  /** Whether one of an error's causes is a failed attempt to connect, so that the request was not sent. */
  provesNotSent(causes: readonly object[]): boolean;
  stop(): void;
}

/**
 * Collects the errors that Node reports for failed attempts to connect, TLS handshakes included. Node rejects a request
 * with the same error object if the request waited for that connection. A code such as `ECONNRESET` proves nothing,
 * because it also occurs after sending; the object's identity does, whatever else is in flight.
 */
export function watchConnecting(): SendProof {
  const channels = findChannels();
  const failures = new Set<unknown>();
  const onFailure: Listener = ({ error }) => void failures.add(error);
  channels?.subscribe(CHANNEL, onFailure);
  return {
    provesNotSent: (causes) => causes.some((cause) => failures.has(cause)),
    stop: () => channels?.unsubscribe(CHANNEL, onFailure),
  };
}

/** A static import would break bundles for browsers. */
function findChannels(): Channels | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  return process?.getBuiltinModule?.("node:diagnostics_channel") as Channels | undefined;
}
