import type { IntentChange, IntentRecorder } from "@dreambooth-sandbox/client";
import { nextPollDelayMs } from "@dreambooth-sandbox/client";
import { describeError } from "../describe-error.ts";
import { FleetError } from "../errors.ts";
import type { FleetContext } from "../fleet-context.ts";

/** How often and how soon an outcome is recorded again while the store fails. */
const MOST_ATTEMPTS = 30;
const RETRY_MS = 1_000;

/** Creates the journal of an account's creates. Its times are the store's, as those of several machines can differ. */
export function createIntentRecorder(
  { store, clock, logger }: Pick<FleetContext, "store" | "clock" | "logger">,
  account: string,
): IntentRecorder {
  return {
    begin(intent) {
      const now = store.now();
      return store.beginIntent(account, { ...intent, createdAt: now, updatedAt: now });
    },
    async update(intentId, change) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await record(intentId, change);
        } catch (error) {
          const isDown = error instanceof FleetError && error.code === "store_unavailable";
          if (!isDown || attempt === MOST_ATTEMPTS) throw error;
          logger.warn(
            `The outcome of ${JSON.stringify(intentId)} is not recorded yet: ${describeError(error)}`,
          );
        }
        await clock.sleep(RETRY_MS);
      }
    },
  };

  function record(intentId: string, change: IntentChange): Promise<void> {
    const now = store.now();
    return store.updateIntent(intentId, { ...change, updatedAt: now }, findFirstPoll(now));
  }
}

/** Returns when to poll a training for the first time. */
export function findFirstPoll(now: number): number {
  return now + nextPollDelayMs({ now: 0, random: Math.random() });
}
