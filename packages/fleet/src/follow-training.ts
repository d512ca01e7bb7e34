import { FleetError } from "./errors.ts";
import { findAccount } from "./fleet-context.ts";
import type { FleetContext } from "./fleet-context.ts";

const LONGEST_ID = 256;

/** Adds a training to those that the fleet follows, with a first poll at once. */
export async function followTraining(
  context: FleetContext,
  trainingId: string,
  { account }: { account: string },
): Promise<void> {
  const { store } = context;
  findAccount(context, account);
  if (typeof trainingId !== "string" || trainingId === "" || trainingId.length > LONGEST_ID)
    throw new TypeError(
      `The training id must be a string of 1 to ${LONGEST_ID} characters (got ${typeof trainingId}).`,
    );
  const present = await store.follow(trainingId, account, store.now());
  if (present !== account)
    throw new FleetError(
      "conflict",
      `The training ${JSON.stringify(trainingId)} is followed under the account ${JSON.stringify(present)}.`,
    );
}
