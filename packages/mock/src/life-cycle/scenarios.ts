/** A form of the step log other than the documented one. */
export type LogForm = "worker" | "newline" | "out-of-order";

/** How webhooks are delivered, if not once, in order and on time. */
export type WebhookDelivery = "late" | "twice" | "out-of-order" | "none" | "form";

/** The course of a training. */
export interface Scenario {
  /** The name for `Prefer: scenario=…`, `--scenario` and `createMock({ scenario })`. */
  name: string;
  /** What happens, for `--list-scenarios` and the README. */
  description: string;
  /** The status after which the training fails. */
  failsAfter?: string;
  /** The contract's named example of the failure. */
  failureExample?: string;
  /** The status that the training never leaves. */
  stallsAt?: string;
  /** The factor by which everything takes longer than estimated. */
  slowness?: number;
  /** The status that is replaced by one that the contract does not list. */
  unknownAt?: string;
  /** The form of the step log; the documented form by default. */
  log?: LogForm;
  /** How webhooks are delivered; once, in order and on time by default. */
  webhooks?: WebhookDelivery;
  /** Whether a repeated request is refused for a while. This needs memory. */
  refusesRepeats?: true;
}

/** The status of `unknown-status`, which the contract does not list. */
export const UNKNOWN_STATUS = "model_warming_up";

/** All scenarios. A training's id contains its scenario's index in this list: add new ones at the end. */
export const scenarios: readonly Scenario[] = [
  { name: "success", description: "Goes through all statuses up to `model_ready`, in the estimated time." },
  {
    name: "failure",
    description: "Fails during the training: fewer than 3 image links are valid.",
    failsAfter: "training_started",
    failureExample: "training_failed",
  },
  failure("training_success", "Fails after the training, while the test image is created."),
  failure("trained_model_compressing", "Fails while the model is compressed."),
  failure("trained_model_uploading", "Fails while the model is uploaded."),
  failure("trained_model_uploaded", "Fails after the upload."),
  failure("deploying_model", "Fails while the model is deployed."),
  {
    name: "stall",
    description: "Reaches `training_started` and stays there.",
    stallsAt: "training_started",
  },
  { name: "slow", description: "Takes three times as long as estimated.", slowness: 3 },
  {
    name: "unknown-status",
    description: `Returns \`${UNKNOWN_STATUS}\`, which the contract does not list, instead of \`deploying_model\`.`,
    unknownAt: "deploying_model",
  },
  { name: "worker-log", description: "The step log has the training worker's form.", log: "worker" },
  { name: "newline-log", description: "Newlines separate the steps of the log.", log: "newline" },
  {
    name: "out-of-order",
    description: "Steps of the log are repeated, rewritten and reordered.",
    log: "out-of-order",
  },
  {
    name: "spam-filter",
    description:
      "The same request is refused within 30 seconds. This is the one scenario that needs memory: a mock that was restarted, or another replica, does not know earlier requests.",
    refusesRepeats: true,
  },
  { name: "webhook-late", description: "Webhooks are ten minutes late.", webhooks: "late" },
  { name: "webhook-twice", description: "Each webhook is sent twice.", webhooks: "twice" },
  {
    name: "webhook-out-of-order",
    description: "The two webhooks of each pair are sent in the wrong order.",
    webhooks: "out-of-order",
  },
  { name: "webhook-none", description: "No webhook is sent.", webhooks: "none" },
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
    failureExample: `training_failed_${status}`,
  };
}

/** Returns the scenario of that name, or undefined. */
export function findScenario(name: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.name === name);
}

/**
 * Returns the scenario of that name.
 *
 * @throws RangeError if there is none. The message lists those that exist.
 */
export function requireScenario(name: string): Scenario {
  const scenario = findScenario(name);
  if (scenario) return scenario;
  const names = scenarios.map((known) => known.name).join(", ");
  throw new RangeError(`There is no scenario ${JSON.stringify(name)}. Use one of: ${names}.`);
}
