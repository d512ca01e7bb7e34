/** How the step log of a scenario is written. */
export type LogForm = "documented" | "worker" | "newline" | "out-of-order";

/** When a scenario's webhooks arrive. */
export type WebhookTiming = "in-time" | "late" | "twice" | "out-of-order" | "none" | "form";

/** A way in which a training can go. */
export interface Scenario {
  /** The name for `Prefer: scenario=…`, `--scenario` and `createMock({ scenario })`. */
  name: string;
  /** What happens, for `--list-scenarios` and the README. */
  description: string;
  /** The documented status at whose end the training fails. */
  failsAfter?: string;
  /** The named example of the contract that tells the failure. */
  failure?: string;
  /** The documented status that the training never leaves. */
  stallsAt?: string;
  /** By how much everything takes longer than announced. */
  slowness?: number;
  /** The documented status in whose place the training reports one that the contract does not list. */
  unknownAt?: string;
  /** How the step log is written; `documented` unless told. */
  log?: LogForm;
  /** When webhooks arrive; `in-time` unless told. */
  webhooks?: WebhookTiming;
  /** Whether the same request within 30 seconds is refused, which takes memory. */
  refusesRepeats?: true;
}

/** The status of `unknown-status`, which the contract does not list. */
export const UNKNOWN_STATUS = "model_warming_up";

/** A training's id holds its scenario's place in this list: add new ones at the end. */
export const scenarios: readonly Scenario[] = [
  { name: "success", description: "Goes through the eight documented statuses in the announced time." },
  {
    name: "failure",
    description: "Fails while training, for too few valid pictures.",
    failsAfter: "training_started",
    failure: "training_failed",
  },
  failure("training_success", "Fails after the training, while a test picture is made."),
  failure("trained_model_compressing", "Fails while the model is compressed."),
  failure("trained_model_uploading", "Fails while the model is uploaded."),
  failure("trained_model_uploaded", "Fails after the upload."),
  failure("deploying_model", "Fails while the model is deployed."),
  {
    name: "stall",
    description: "Reaches `training_started` and never moves again.",
    stallsAt: "training_started",
  },
  { name: "slow", description: "Takes three times as long as it announces.", slowness: 3 },
  {
    name: "unknown-status",
    description: `Reports \`${UNKNOWN_STATUS}\`, which the contract does not list, before \`model_ready\`.`,
    unknownAt: "deploying_model",
  },
  { name: "worker-log", description: "Writes the step log as the training worker does.", log: "worker" },
  { name: "newline-log", description: "Separates the step log by real newlines.", log: "newline" },
  {
    name: "out-of-order",
    description: "Repeats and rewrites steps of the log, and changes their order.",
    log: "out-of-order",
  },
  {
    name: "spam-filter",
    description:
      "Refuses the same request within 30 seconds. The one scenario that needs memory: a restarted mock or another replica does not know what came before.",
    refusesRepeats: true,
  },
  { name: "webhook-late", description: "Webhooks come ten minutes late.", webhooks: "late" },
  { name: "webhook-twice", description: "Each webhook comes twice.", webhooks: "twice" },
  {
    name: "webhook-out-of-order",
    description: "Each pair of webhooks comes in the wrong order.",
    webhooks: "out-of-order",
  },
  { name: "webhook-none", description: "No webhook comes.", webhooks: "none" },
  {
    name: "webhook-form",
    description: "Webhooks are form-encoded, as the training worker sends them.",
    webhooks: "form",
  },
];

function failure(status: string, description: string): Scenario {
  return {
    name: `failure-${status}`,
    description,
    failsAfter: status,
    failure: `training_failed_${status}`,
  };
}

/** The scenario of that name, or undefined. */
export function findScenario(name: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.name === name);
}
