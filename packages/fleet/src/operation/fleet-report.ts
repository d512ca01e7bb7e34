import { findSendingBefore } from "../creates/parked.ts";
import type { FleetContext } from "../fleet-context.ts";
import type { StoreStatus } from "../store/status.ts";

/** What a fleet does at one moment, over all processes. */
export interface FleetReport extends StoreStatus {
  /** When this was read, in milliseconds since 1970 on the store's clock. */
  at: number;
}

/** Reads the status of all processes from the store. */
export async function readReport({ store }: Pick<FleetContext, "store">): Promise<FleetReport> {
  return { at: store.now(), ...(await store.readStatus(findSendingBefore({ store }))) };
}
