import type { CreatedTraining } from "../operations/choice.ts";
import type { Contract } from "../contract/contract.ts";
import type { Stage } from "../life-cycle/stages.ts";

/** A webhook that is to be sent. */
export interface PlannedWebhook {
  /** The training's age at which it is due, in milliseconds. */
  dueAtAgeMs: number;
  payload: Record<string, string>;
  form: boolean;
}

const LATE_BY_MS = 10 * 60_000;

/** The webhooks of a training: one for each stage, as its scenario has them. */
export function planWebhooks(contract: Contract, training: CreatedTraining): PlannedWebhook[] {
  const { stages, scenario, trainingId } = training;
  const timing = scenario.webhooks ?? "in-time";
  const planned = stages.map((stage) => ({
    dueAtAgeMs: stage.startsAtMs + (timing === "late" ? LATE_BY_MS : 0),
    payload: payloadOf(contract, stage, trainingId),
    form: timing === "form",
  }));
  if (timing === "none") return [];
  if (timing === "twice") return planned.flatMap((webhook) => [webhook, { ...webhook }]);
  if (timing === "out-of-order") return planned.map((webhook, index) => swapPayload(planned, webhook, index));
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

/** Gives each webhook of a pair the other's payload; a last one without a partner keeps its own. */
function swapPayload(planned: PlannedWebhook[], webhook: PlannedWebhook, index: number): PlannedWebhook {
  const partner = planned[index % 2 === 0 ? index + 1 : index - 1] ?? webhook;
  return { ...webhook, payload: partner.payload };
}
