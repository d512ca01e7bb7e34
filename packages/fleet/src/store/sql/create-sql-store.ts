import type { OpenStore } from "../store.ts";
import { addAccounts, pauseAccount, reserveSlots } from "./accounts.ts";
import { claimEvents, finishEvent, retryParkedEvents } from "./events.ts";
import { beginIntent, findIntentByToken, getIntent, updateIntent } from "./intents.ts";
import { listParked } from "./list-parked.ts";
import { claimPolls, finishPoll } from "./polls.ts";
import { readStatus } from "./read-status.ts";
import type { SqlContext } from "./sql-context.ts";
import { follow, getTraining, hint } from "./trainings.ts";

type Surroundings = Pick<OpenStore, "checkIntervalMs" | "onDue" | "close">;

/** Creates the store of a database whose schema is current. Only the database and its job queue differ. */
export async function createSqlStore(
  context: SqlContext,
  accounts: readonly string[],
  surroundings: Surroundings,
): Promise<OpenStore> {
  await addAccounts(context, accounts);
  const bind =
    <Args extends unknown[], Result>(method: (context: SqlContext, ...args: Args) => Result) =>
    (...args: Args) =>
      method(context, ...args);
  return {
    ...surroundings,
    now: context.now,
    beginIntent: bind(beginIntent),
    updateIntent: bind(updateIntent),
    getIntent: bind(getIntent),
    findIntentByToken: bind(findIntentByToken),
    follow: bind(follow),
    getTraining: bind(getTraining),
    hint: bind(hint),
    claimPolls: bind(claimPolls),
    finishPoll: bind(finishPoll),
    renew: (leases) => context.jobs.renew(leases),
    release: (leases) => context.jobs.release(leases),
    reserveSlots: bind(reserveSlots),
    pauseAccount: bind(pauseAccount),
    claimEvents: bind(claimEvents),
    finishEvent: bind(finishEvent),
    retryParkedEvents: bind(retryParkedEvents),
    listParked: bind(listParked),
    readStatus: bind(readStatus),
  };
}
