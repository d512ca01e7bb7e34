/** The queue of an account's polls. */
export function pollQueue(account: string): string {
  return `poll.${account}`;
}

/** The queue of trainings with pending events. */
export const EVENT_QUEUE = "events";
