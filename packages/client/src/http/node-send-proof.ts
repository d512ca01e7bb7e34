/** The messages of undici's diagnostics channels, as far as they matter. */
interface UndiciMessage {
  request?: { origin?: unknown; path?: unknown };
}
type Listener = (message: UndiciMessage) => void;
interface Channels {
  subscribe(name: string, listener: Listener): void;
  unsubscribe(name: string, listener: Listener): void;
}

const CREATED = "undici:request:create";
const SENT = "undici:client:sendHeaders";

/** Watches one request of Node's own `fetch`. */
export interface SendProof {
  /** Whether the request surely was not sent. */
  surelyNotSent(): boolean;
  stop(): void;
}

/**
 * Watches whether Node's own `fetch` sends the headers of a request to this URL. It counts as not sent if Node reports that
 * it made such a request, and reports no headers of one. Requests to the same URL that are in flight at the same time are
 * not told apart, so one that was sent takes the proof from all.
 */
export function watchSending(url: string): SendProof {
  const channels = findChannels();
  const { origin, pathname, search } = new URL(url);
  let created = 0;
  let sent = 0;
  const isSame = ({ request }: UndiciMessage): boolean =>
    request?.origin === origin && request.path === pathname + search;
  const onCreated: Listener = (message) => void (created += Number(isSame(message)));
  const onSent: Listener = (message) => void (sent += Number(isSame(message)));
  channels?.subscribe(CREATED, onCreated);
  channels?.subscribe(SENT, onSent);
  return {
    surelyNotSent: () => created > 0 && sent === 0,
    stop() {
      channels?.unsubscribe(CREATED, onCreated);
      channels?.unsubscribe(SENT, onSent);
    },
  };
}

/** A static import would break bundles for browsers. */
function findChannels(): Channels | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  return process?.getBuiltinModule?.("node:diagnostics_channel") as Channels | undefined;
}
