import { AuthenticationError, QuotaError, RateLimitError, TrainingNotFoundError } from "../errors.ts";
import type { SandboxError, SandboxErrorFields } from "../errors.ts";

/** An error class, the responses that it stands for, and what to do about it. */
export interface ErrorKind {
  type: new (message: string, fields: SandboxErrorFields) => SandboxError;
  /** The HTTP status codes of such a response, if its body is a well-formed error. */
  statuses: readonly number[];
  /** How such a message begins, in lower case, in an error under HTTP 200. */
  messages: readonly string[];
  advice: string;
}

/** The error for an id that the service does not know. */
export const unknownIdKind: ErrorKind = {
  type: TrainingNotFoundError,
  statuses: [404],
  messages: ["training id not found", "model id not found"],
  advice: "Check the training id.",
};

/** The errors that name their cause. A test compares the table with the contract's examples. */
export const errorKinds: readonly ErrorKind[] = [
  {
    type: AuthenticationError,
    statuses: [401],
    messages: ["invalid api key"],
    advice: "Check the API key.",
  },
  {
    type: RateLimitError,
    statuses: [429],
    messages: ["rate limit exceeded"],
    advice: "Wait before you try again.",
  },
  {
    type: QuotaError,
    statuses: [402, 403],
    messages: ["insufficient credits", "this feature requires a premium subscription"],
    advice: "Check your account's credits and plan.",
  },
  unknownIdKind,
];

/** The HTTP status codes of a response that rejects fields. */
export const invalidRequestStatuses: readonly number[] = [400, 422];
