import type * as errors from "./errors.ts";

/** The name of a class of `errors.ts`. The base class, which nothing throws, is not among them. */
type ErrorName = Exclude<keyof typeof errors, "SandboxError">;

/** What an error means, and what to do about it: one sentence each. */
interface ErrorReference<Code extends string> {
  readonly code: Code;
  readonly meaning: string;
  readonly advice: string;
}

/** Every error of this client, for the tables of README and documentation. The compiler requires an entry per class. */
export const errorReference: {
  readonly [Name in ErrorName]: ErrorReference<InstanceType<(typeof errors)[Name]>["code"]>;
} = {
  AuthenticationError: {
    code: "authentication_failed",
    meaning: "The API key is missing, or the service rejects it.",
    advice: "Check the key.",
  },
  ValidationError: {
    code: "invalid_request",
    meaning: "The request is invalid. `problems` lists everything that is wrong.",
    advice: "Correct the request.",
  },
  RateLimitError: {
    code: "rate_limited",
    meaning: "Too many requests, the same request within 30 seconds, or a full queue.",
    advice: "Wait for `retryAfterMs`, then try again.",
  },
  QuotaError: {
    code: "quota_exceeded",
    meaning: "The account is out of credits, or its plan does not include the operation.",
    advice: "Check the account's credits and plan.",
  },
  TrainingNotFoundError: {
    code: "training_not_found",
    meaning: "The service has no training with this id.",
    advice: "Check the training id.",
  },
  TrainingFailedError: {
    code: "training_failed",
    meaning: "The training itself failed. `reason` comes from the step log; `update` is the last update.",
    advice: "Correct what `reason` names, then create another training.",
  },
  TimeoutError: {
    code: "timeout",
    meaning: "One attempt took longer than `timeoutMs`.",
    advice: "Try again, or raise `timeoutMs`.",
  },
  DeadlineError: {
    code: "deadline_exceeded",
    meaning: "The whole call would take longer than `deadlineMs`. The training continues.",
    advice: "Follow the training again by `trainingId`.",
  },
  ConnectionError: {
    code: "connection_failed",
    meaning: "Could not connect, or the connection was lost. `cause` has the runtime's error.",
    advice: "Check the network and `baseUrl`, then try again.",
  },
  JournalError: {
    code: "journal_failed",
    meaning: "The journal could not read or record an intent. A create was not sent.",
    advice: "Check the journal, then try again.",
  },
  UnsupportedRuntimeError: {
    code: "unsupported_runtime",
    meaning: "The runtime's `fetch` can send a request twice, so the create was not sent.",
    advice:
      "Create from a server, inject a `fetch` that sends requests once, or accept the risk with `dangerouslyAllowBrowser`.",
  },
  UnexpectedResponseError: {
    code: "unexpected_response",
    meaning:
      "The response is not what the contract describes: HTML, a redirect, a missing field, too many bytes, or a failure of the service.",
    advice: "Check `baseUrl`, or try again later.",
  },
  CreateOutcomeUnknownError: {
    code: "create_outcome_unknown",
    meaning:
      "A create was sent, and its outcome is unknown. The training may exist and be charged for. `cause` is what happened.",
    advice: "Check your account **before** you create it again.",
  },
};
