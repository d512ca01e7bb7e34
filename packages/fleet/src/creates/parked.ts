import type { FleetContext } from "../fleet-context.ts";
import type { ParkedItem } from "../store/parked.ts";

/** How long a create may take. Its outcome is unknown after that. */
export const CREATE_DEADLINE_MS = 60_000;
/** How much later a create that was sent and has no outcome counts as sent by a process that ended. */
const RECORDING_MS = 60_000;

/** Returns the time before which a create must have been sent for it to be parked without an outcome. */
export function findSendingBefore({ store }: Pick<FleetContext, "store">): number {
  return store.now() - CREATE_DEADLINE_MS - RECORDING_MS;
}

/** Yields what waits for a person. */
export function listParked({ store }: FleetContext): AsyncIterable<ParkedItem> {
  return store.listParked(findSendingBefore({ store }));
}
