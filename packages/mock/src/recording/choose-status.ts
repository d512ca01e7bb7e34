import type { RecordedStatus } from "./replay-plan.ts";

/**
 * Returns the index of the status response to replay: the latest one that was recorded up to this age. An error is returned
 * once; the success before it is then valid again, until the next recorded response.
 *
 * @param replayed The indexes of the responses that were replayed.
 */
export function chooseStatus(
  statuses: readonly RecordedStatus[],
  ageMs: number,
  replayed: ReadonlySet<number>,
): number {
  if (statuses.some((status) => status.ageMs === undefined)) return chooseNext(statuses, replayed);
  const latest = Math.max(
    0,
    statuses.findLastIndex((status) => (status.ageMs ?? 0) <= ageMs),
  );
  if (statuses[latest]?.isSuccess || !replayed.has(latest)) return latest;
  const success = statuses.slice(0, latest).findLastIndex(({ isSuccess }) => isSuccess);
  return success < 0 ? latest : success;
}

/** Without times, each request gets the next response, and the last one is repeated. */
function chooseNext(statuses: readonly RecordedStatus[], replayed: ReadonlySet<number>): number {
  return Math.min(replayed.size, statuses.length - 1);
}
