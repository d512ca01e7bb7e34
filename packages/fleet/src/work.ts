import { runEvents } from "./events/event-loop.ts";
import type { FleetContext } from "./fleet-context.ts";
import { linkSignals } from "./link-signals.ts";
import { createLeaseKeeper } from "./polls/lease-keeper.ts";
import { runPolls } from "./polls/poll-loop.ts";

/** Options of `work`. */
export interface WorkOptions {
  /** Ends the work: no new polls start, and requests in flight have ten seconds to finish. */
  signal?: AbortSignal | undefined;
  /** The maximum number of requests in flight per account in this process. Default: 100. */
  maxInFlight?: number | undefined;
}

/** How long requests in flight and handlers have after the signal. What is then left returns to the store. */
const GRACE_MS = 10_000;

/**
 * Makes the polls and calls the handlers of a fleet, beside other processes that do the same, until the signal aborts.
 *
 * @throws what `pollDelayMs` throws.
 */
export async function work(
  context: FleetContext,
  { signal, maxInFlight = 100 }: WorkOptions = {},
): Promise<void> {
  const { accounts, options, clock } = context;
  const drain = new AbortController();
  const stop = new AbortController();
  const finished = new AbortController();
  const leases = createLeaseKeeper(context);
  const { signal: draining, unlink } = linkSignals(drain.signal, ...(signal ? [signal] : []));
  const signals = { draining, stopped: stop.signal };
  draining.addEventListener("abort", () => {
    clock.sleep(GRACE_MS, finished.signal).then(
      () => stop.abort(new Error("The process is stopping.")),
      () => {},
    );
  });
  const loops = [...accounts.values()].map((account) =>
    runPolls(context, account, leases, maxInFlight, signals),
  );
  if (options.onUpdate ?? options.onEnd) loops.push(runEvents(context, leases, signals));
  const keeping = leases.run(finished.signal);
  try {
    await Promise.all(loops);
  } finally {
    drain.abort();
    await Promise.allSettled(loops);
    finished.abort();
    unlink();
    await keeping;
  }
}
