import type { Contract } from "../contract/contract.ts";

const MINUTE_MS = 60_000;

/**
 * Returns the age at which a training reaches each status, in milliseconds, as the contract's examples estimate it.
 * Consecutive statuses with the same estimate divide the time until the next estimate equally.
 */
export function estimateStarts(contract: Contract): number[] {
  const remaining = estimateRemaining(contract);
  const totalMs = remaining[0] ?? 0;
  return remaining.map((ownMs, index) => {
    const first = remaining.indexOf(ownMs);
    const count = remaining.lastIndexOf(ownMs) - first + 1;
    const nextMs = remaining[first + count] ?? ownMs;
    return totalMs - ownMs + ((ownMs - nextMs) * (index - first)) / count;
  });
}

/**
 * Returns the time that remains at the start of each status. The example of a queued status estimates the time until
 * the training starts, that of a running status the time until the model is ready. A status without an estimate has
 * that of the status before it. No status has less time remaining than a later one.
 */
function estimateRemaining(contract: Contract): number[] {
  const estimates = contract.statuses.map((status) => readEstimateMs(contract, status));
  const firstRunning = contract.statuses.findIndex((status) => contract.phases[status] === "running");
  const trainingMs = estimates[firstRunning] ?? 0;
  let knownMs = 0;
  const own = contract.statuses.map((status, index) => {
    const estimateMs = estimates[index];
    if (contract.phases[status] === "succeeded") return 0;
    if (estimateMs === undefined) return knownMs;
    knownMs = contract.phases[status] === "queued" ? estimateMs + trainingMs : estimateMs;
    return knownMs;
  });
  return own.map((_, index) => Math.max(...own.slice(index)));
}

/** Returns the last estimate in the step log of a status, or undefined if it has none. */
function readEstimateMs(contract: Contract, status: string): number | undefined {
  const log = String(contract.example(contract.status, status)["data"]);
  const minutes = Number([...log.matchAll(/(\d+) minutes?/gi)].at(-1)?.[1] ?? 0);
  return minutes === 0 ? undefined : minutes * MINUTE_MS;
}
