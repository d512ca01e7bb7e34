import { describeError } from "../describe-error.ts";
import { readMonotonic } from "../fleet-context.ts";
import type { FleetContext } from "../fleet-context.ts";
import { LEASE_MS } from "../store/lease.ts";
import type { Lease } from "../store/lease.ts";

/** A lease that this process has and renews. */
export interface HeldLease {
  /** Aborts when the lease was lost, and before it can end because it could not be renewed. */
  signal: AbortSignal;
  /** Stops renewing the lease. */
  drop(): void;
}

/** Renews the leases of this process. */
export interface LeaseKeeper {
  /** Keeps a lease. `claimedAt` is the monotonic time before it was claimed. */
  hold(lease: Lease, claimedAt: number): HeldLease;
  /** Renews all leases until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

interface Entry {
  lease: Lease;
  /** When the lease ends, by the clock of this process, at the earliest. */
  endsAt: number;
  controller: AbortController;
}

const RENEW_EVERY_MS = 5_000;
const CHECK_EVERY_MS = 1_000;
/** How long before the end of a lease its request is aborted. */
const ABORT_LEAD_MS = 2_000;

/** Why a request was aborted: another process may follow the training from now on. */
export class LeaseLostError extends Error {
  override readonly name = "LeaseLostError";
}

/** Creates the keeper of a process's leases. */
export function createLeaseKeeper(
  context: Pick<FleetContext, "clock" | "logger"> & { store: Pick<FleetContext["store"], "renew"> },
): LeaseKeeper {
  const { clock, logger, store } = context;
  const held = new Set<Entry>();
  let isRenewing = false;
  let renewedAt = readMonotonic(context);

  return {
    hold(lease, claimedAt) {
      const entry = { lease, endsAt: claimedAt + LEASE_MS, controller: new AbortController() };
      held.add(entry);
      return { signal: entry.controller.signal, drop: () => held.delete(entry) };
    },
    async run(signal) {
      while (!signal.aborted) {
        const at = readMonotonic(context);
        abortBefore(at + ABORT_LEAD_MS);
        if (at - renewedAt >= RENEW_EVERY_MS && !isRenewing && held.size > 0) void renew();
        await clock.sleep(CHECK_EVERY_MS, signal).catch(() => {});
      }
    },
  };

  /** Renews all leases. After a failure, the next check tries again. */
  async function renew(): Promise<void> {
    isRenewing = true;
    const at = readMonotonic(context);
    const entries = [...held];
    try {
      const kept = new Set(await store.renew(entries.map(({ lease }) => lease)));
      renewedAt = at;
      for (const entry of entries) {
        if (kept.has(entry.lease)) entry.endsAt = at + LEASE_MS;
        else lose(entry, "Another process has taken the lease over.");
      }
    } catch (error) {
      logger.warn(`The leases could not be renewed: ${describeError(error)}`);
    } finally {
      isRenewing = false;
    }
  }

  function abortBefore(time: number): void {
    for (const entry of held)
      if (entry.endsAt <= time) lose(entry, "The lease could not be renewed before its end.");
  }

  function lose(entry: Entry, reason: string): void {
    // A poll that has just been finished is no longer held, and its lease no longer exists.
    if (held.delete(entry)) entry.controller.abort(new LeaseLostError(reason));
  }
}
