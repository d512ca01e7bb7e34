/** What a tracing channel publishes about a call. It contains neither the API key nor a body. */
export interface TraceContext {
  /** The operation's id, as in the contract. Absent for a wait and a webhook call. */
  operation?: string;
  trainingId?: string | undefined;
  /** How many requests were sent so far; for a wait and a webhook call, how many polls were made. */
  attempts: number;
  /**
   * How long the call waited so far, in milliseconds: between its requests, or a webhook call for the earlier calls about its
   * training.
   */
  waitMs: number;
  /** What the call threw, once it has. */
  error?: unknown;
}

/**
 * What is traced: `dreambooth-sandbox:create` and so on are the names of the tracing channels. A `create` is an operation that
 * must not be repeated, and a `poll` one that may be; both also through `client.api`.
 */
export type Traced = "create" | "poll" | "wait" | "webhook";

interface TracingChannel {
  /** Unknown on Node 20. */
  hasSubscribers?: boolean;
  tracePromise(run: () => Promise<void>, context: TraceContext): Promise<void>;
}
interface DiagnosticsChannel {
  tracingChannel?: (name: string) => TracingChannel;
}

/** The channels that were found: finding one costs more than a call that nobody traces. */
const channels: { [Name in Traced]?: TracingChannel | undefined } = {};

/**
 * Runs a call and publishes its start, its end, and its error to a tracing channel, for OpenTelemetry and others. Where the
 * runtime has no such channels, it only runs the call.
 */
export async function trace<T>(traced: Traced, context: TraceContext, run: () => Promise<T>): Promise<T> {
  const channel = (channels[traced] ??= findTracingChannel(traced));
  if (!channel || channel.hasSubscribers === false) return run();
  let result: T | undefined;
  // The channel would publish what the promise resolves with, so that is nothing.
  await channel.tracePromise(async () => void (result = await run()), context);
  return result as T;
}

/** A static import would break bundles for browsers. */
function findTracingChannel(traced: Traced): TracingChannel | undefined {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => DiagnosticsChannel | undefined };
  };
  return process
    ?.getBuiltinModule?.("node:diagnostics_channel")
    ?.tracingChannel?.(`dreambooth-sandbox:${traced}`);
}
