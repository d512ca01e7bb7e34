import type { Clock, FollowOptions, Logger, SandboxClient, TrainingUpdate } from "@dreambooth-sandbox/client";
import type { FleetStore } from "./store/store.ts";
import type { TrainingEnd } from "./events/training-end.ts";

/** One account of the service, and its limit. */
export interface FleetAccount {
  /** A client with the account's API key. It needs no journal: the fleet's store is one. */
  client: Pick<SandboxClient, "createTraining" | "getTrainingStatus">;
  /** The maximum number of requests sent per second, over all processes of the fleet. */
  maxPerSecond: number;
}

/** Options of `createFleet`. */
export interface FleetOptions extends Pick<
  FollowOptions,
  "maxFailures" | "stallMs" | "deadlineMs" | "pollDelayMs"
> {
  /** Where everything is kept. All processes of a fleet share it. */
  store: FleetStore;
  /** The accounts by name: 1 to 64 letters, digits, `_`, `-`, or `.`. API keys are never stored. */
  accounts: Readonly<Record<string, FleetAccount>>;
  /**
   * Called at least once with every update of a training, in order and one at a time per training. The fleet awaits it. If it
   * throws, it is called again later, and after ten failures the event is parked. Without it, updates are not recorded: all
   * processes that work need the same handlers.
   */
  onUpdate?: ((update: TrainingUpdate, training: { account: string }) => unknown) | undefined;
  /** Called at least once when a training has ended, after its updates and like `onUpdate`. */
  onEnd?: ((end: TrainingEnd) => unknown) | undefined;
  /** Default: warnings go to `console.warn`. Use `{}` for silence. */
  logger?: Logger | undefined;
  /** Default: the system's clock. */
  clock?: Clock | undefined;
}

const ACCOUNT_NAME = /^[\w.-]{1,64}$/;

/** @throws TypeError for an account whose name or limit is invalid. */
export function checkAccounts(accounts: Readonly<Record<string, FleetAccount>>): void {
  for (const [name, { client, maxPerSecond }] of Object.entries(accounts)) {
    if (!ACCOUNT_NAME.test(name))
      throw new TypeError(
        `The name of an account must be 1 to 64 letters, digits, "_", "-", or "." (got ${JSON.stringify(name)}).`,
      );
    if (typeof client?.getTrainingStatus !== "function")
      throw new TypeError(
        `The account ${JSON.stringify(name)} needs a client of @dreambooth-sandbox/client.`,
      );
    if (typeof maxPerSecond !== "number" || !(maxPerSecond > 0) || !Number.isFinite(maxPerSecond))
      throw new TypeError(
        `maxPerSecond of the account ${JSON.stringify(name)} must be a number greater than 0 (got ${String(maxPerSecond)}).`,
      );
  }
}
