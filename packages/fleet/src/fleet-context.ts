import type { Clock, IntentRecorder, Logger } from "@dreambooth-sandbox/client";
import { FleetError } from "./errors.ts";
import type { FleetAccount, FleetOptions } from "./fleet-options.ts";
import type { SendSlots } from "./limits/send-slots.ts";
import type { OpenStore } from "./store/store.ts";

/** An account of this process. */
export interface Account extends FleetAccount {
  name: string;
  slots: SendSlots;
  /** The journal of the account's creates. */
  recorder: IntentRecorder;
}

/** What the parts of a fleet share. */
export interface FleetContext {
  store: OpenStore;
  accounts: ReadonlyMap<string, Account>;
  options: FleetOptions;
  clock: Clock;
  logger: Required<Logger>;
}

/** @throws FleetError if this process has no such account. */
export function findAccount({ accounts }: Pick<FleetContext, "accounts">, name: string): Account {
  const account = accounts.get(name);
  if (account) return account;
  const known = [...accounts.keys()].map((known) => JSON.stringify(known)).join(", ") || "none";
  throw new FleetError(
    "unknown_account",
    `This process has no account ${JSON.stringify(name)}. Its accounts: ${known}.`,
  );
}

/** Returns milliseconds since any fixed moment, unaffected by changes of the wall clock. */
export function readMonotonic({ clock }: Pick<FleetContext, "clock">): number {
  return clock.monotonicNow?.() ?? clock.now();
}
