/**
 * How far an intent is. `sending`: the request is in flight, or the process ended before it recorded the outcome.
 * `created`: the training exists. `refused`: nothing was created, so the intent may be sent again. `unknown`: the training
 * may exist.
 */
export type IntentState = "sending" | "created" | "refused" | "unknown";

/** The record of one create, written before its request is sent. It consists of JSON values and has no API key. */
export interface Intent {
  /** The caller's name for the create, such as an order number. */
  intentId: string;
  /** The SHA-256 hash of the request, without the API key and the webhook's token. */
  requestHash: string;
  /** A random id of the present attempt. An intent that is sent again gets another one. */
  attemptId: string;
  /** The random token in the webhook's URL. Absent if the request has no webhook. */
  webhookToken?: string;
  state: IntentState;
  /** The training. In an undecided intent, a training that the response mentioned. */
  trainingId?: string;
  /** When the intent was first recorded, in milliseconds since 1970. */
  createdAt: number;
  /** When the state last changed, in milliseconds since 1970. */
  updatedAt: number;
  /** Why the intent is in this state, in one line. Absent once the training is created. */
  reason?: string;
}

/** A new state of an intent. It replaces `trainingId` and `reason`. */
export type IntentChange = Pick<Intent, "attemptId" | "state" | "updatedAt" | "trainingId" | "reason">;

/** Returns whether it is unknown whether an intent's training exists. */
export function isUndecided({ state }: Intent): boolean {
  return state === "sending" || state === "unknown";
}
