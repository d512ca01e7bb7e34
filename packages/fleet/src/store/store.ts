import type { BeginResult, Clock, Intent, IntentChange, Logger } from "@dreambooth-sandbox/client";
import type { DueListener } from "./due-listeners.ts";
import type { EventOutcome, PendingEvent } from "./event.ts";
import type { ParkedItem } from "./parked.ts";
import type { Lease } from "./lease.ts";
import type { Poll, PollResult } from "./poll.ts";
import type { StoreStatus } from "./status.ts";
import type { StoredTraining } from "./training.ts";

/** A place where a fleet keeps its trainings: what `sqliteStore` and `postgresStore` return. */
export interface FleetStore {
  /** Opens the store. Creates what is missing, and migrates what is older. */
  open(context: StoreContext): Promise<OpenStore>;
}

/** What a store needs from its fleet. */
export interface StoreContext {
  clock: Clock;
  logger: Logger;
  /** The names of the accounts that this process has. */
  accounts: readonly string[];
}

/** An intent, and the account that it belongs to. */
export interface StoredIntent extends Intent {
  account: string;
}

/**
 * An open store. Each method commits all of its changes, or none. All times are milliseconds since 1970 on the store's own
 * clock, so that the clocks of several machines need not agree.
 *
 * @throws FleetError with the code `store_unavailable`, from every method, if the store fails.
 */
export interface OpenStore {
  /** Returns the present on the store's clock. */
  now(): number;
  /** How often to look for work that becomes due in other processes, in milliseconds. */
  readonly checkIntervalMs: number;
  /** Calls a function when work has become due, as far as this process notices. Returns a function that ends it. */
  onDue(listener: DueListener): () => void;

  /** Records an intent as the client's `Journal.begin` specifies. Rejects if it exists under another account. */
  beginIntent(account: string, intent: Intent): Promise<BeginResult>;
  /** Changes an intent as `Journal.update` specifies. A `created` one gets its training and first poll in the same commit. */
  updateIntent(intentId: string, change: IntentChange, firstPollAt: number): Promise<void>;
  getIntent(intentId: string): Promise<StoredIntent | undefined>;
  findIntentByToken(tokens: readonly string[]): Promise<StoredIntent | undefined>;

  /**
   * Adds a training with its first poll. A training that was lost is followed again, under this account. Returns the
   * account under which the training is followed: another one if the store already had it.
   */
  follow(trainingId: string, account: string, firstPollAt: number): Promise<string>;
  getTraining(trainingId: string): Promise<StoredTraining | undefined>;
  /** Moves the next poll forward, never back. During a poll, the time counts for the one after it. */
  hint(trainingId: string, dueAt: number): Promise<void>;

  /** Leases the most overdue polls of an account to this process. */
  claimPolls(account: string, most: number): Promise<Poll[]>;
  /** Writes the result of a poll. Returns `false`, and writes nothing, if the lease was lost. */
  finishPoll(poll: Poll, result: PollResult): Promise<boolean>;
  /** Renews leases. Returns those that this process still has. */
  renew(leases: readonly Lease[]): Promise<Lease[]>;
  /** Gives leases back, so that any process can claim the same work at once. */
  release(leases: readonly Lease[]): Promise<void>;

  /** Reserves send times of an account, `intervalMs` apart and not before `from`. Returns the first. */
  reserveSlots(account: string, count: number, intervalMs: number, from: number): Promise<number>;
  /** Reserves no more send times of an account before a time. */
  pauseAccount(account: string, until: number): Promise<void>;

  /** Leases trainings with pending events, and returns the oldest event of each. */
  claimEvents(most: number): Promise<PendingEvent[]>;
  /** Writes what became of an event. Returns `false`, and writes nothing, if the lease was lost. */
  finishEvent(event: PendingEvent, outcome: EventOutcome): Promise<boolean>;
  /** Makes all parked events pending again. Returns how many there were. */
  retryParkedEvents(): Promise<number>;

  /** Yields intents that are unknown, or sending since before a time, and parked events. */
  listParked(sendingBefore: number): AsyncIterable<ParkedItem>;
  readStatus(sendingBefore: number): Promise<StoreStatus>;
  close(): Promise<void>;
}
