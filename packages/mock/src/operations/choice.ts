import type { Clock } from "../life-cycle/clock.ts";
import type { Contract } from "../contract/contract.ts";
import type { ReplyNotes } from "../exchange.ts";
import { planStages, stageAt, type Stage } from "../life-cycle/stages.ts";
import { readField } from "../prism/question.ts";
import { scenarios, type Scenario } from "../life-cycle/scenarios.ts";
import { createIdMaker, decodeTrainingId } from "../life-cycle/training-id.ts";

/** What Prism is to answer: an example or code of the contract, and what is changed in it. */
export interface Choice {
  example?: string;
  code?: number;
  patch?: Partial<Record<string, string>>;
  /** False where the request is refused whatever else is wrong with it. */
  validate?: boolean;
  scenario?: Scenario;
  notes?: ReplyNotes;
}

/** A training that a create has begun. */
export interface CreatedTraining {
  trainingId: string;
  startMs: number;
  scenario: Scenario;
  stages: readonly Stage[];
}

/** The API keys that get an error, and the code of the reply that the contract has for it. */
export const MAGIC_KEYS = { invalid: 401, "no-credits": 402, "rate-limited": 429 } as const;

/** Chooses by the key: one that is missing or magic is refused. */
export function chooseRefusal(body: unknown): Choice | undefined {
  const key = readField(body, "key");
  if (key === "") return { example: "invalid_api_key", validate: false };
  if (key !== "invalid" && key !== "no-credits" && key !== "rate-limited") return undefined;
  return { code: MAGIC_KEYS[key], validate: false };
}

/** Chooses by the life cycle of the training. */
export function createLifeCycle(contract: Contract, clock: Clock) {
  const makeId = createIdMaker();
  const plans = scenarios.map((scenario) => planStages(contract, scenario));

  return {
    begin(scenario: Scenario): CreatedTraining {
      const place = scenarios.indexOf(scenario);
      const startMs = clock.now();
      const trainingId = makeId({ startMs, scenario: place });
      return { trainingId, startMs: Math.floor(startMs), scenario, stages: plans[place] ?? [] };
    },

    chooseStatus(trainingId: string): Choice {
      if (trainingId === contract.documentedId) return { example: "model_ready", notes: { trainingId } };
      const key = decodeTrainingId(trainingId, clock.now());
      const scenario = key && scenarios[key.scenario];
      if (!key || !scenario) return { example: "training_id_not_found" };
      const { example, patch } = stageAt(plans[key.scenario] ?? [], clock.ageMs(key.startMs));
      const notes = { scenario: scenario.name, trainingId };
      return { example, scenario, notes, ...(patch && { patch }) };
    },
  };
}
