import type { Contract } from "../contract/contract.ts";
import type { Stage } from "../life-cycle/stages.ts";
import type { CreatedTraining } from "../life-cycle/trainings.ts";

/** A planned webhook. */
export interface PlannedWebhook {
  /** The training's age when it is due, in milliseconds. */
  dueAtAgeMs: number;
  payload: Record<string, string>;
  form: boolean;
}

const LATE_BY_MS = 10 * 60_000;

/** Returns the webhooks of a training: one for each stage, changed as its scenario demands. */
export function planWebhooks(contract: Contract, training: CreatedTraining): PlannedWebhook[] {
  const { stages, scenario, trainingId } = training;
  const delivery = scenario.webhooks;
  const planned = stages.map((stage) => ({
    dueAtAgeMs: stage.startsAtMs + (delivery === "late" ? LATE_BY_MS : 0),
    payload: payloadOf(contract, stage, trainingId),
    form: delivery === "form",
  }));
  if (delivery === "none") return [];
  if (delivery === "twice") return planned.flatMap((webhook) => [webhook, { ...webhook }]);
  if (delivery === "out-of-order")
    return planned.map((webhook, index) => swapPayload(planned, webhook, index));
  return planned;
}

function payloadOf(contract: Contract, stage: Stage, trainingId: string): Record<string, string> {
  const { messege, data } = { ...contract.example(contract.status, stage.example), ...stage.patch };
  return {
    ...contract.webhook,
    training_status: String(messege),
    logs: String(data),
    model_id: trainingId,
  };
}

/** Swaps the payloads of each pair of webhooks. A last webhook without a partner keeps its own. */
function swapPayload(planned: PlannedWebhook[], webhook: PlannedWebhook, index: number): PlannedWebhook {
  const partner = planned[index % 2 === 0 ? index + 1 : index - 1] ?? webhook;
  return { ...webhook, payload: partner.payload };
}
