import type { Contract } from "../contract/contract.ts";
import type { Clock } from "./clock.ts";
import { scenarios, type Scenario } from "./scenarios.ts";
import { planStages, stageAt, type Stage } from "./stages.ts";
import { createIdMaker, decodeTrainingId } from "./training-id.ts";

/** A training that a create started. */
export interface CreatedTraining {
  trainingId: string;
  startMs: number;
  scenario: Scenario;
  stages: readonly Stage[];
}

/** The stage that a training has reached. */
export interface CurrentStage extends Stage {
  scenario: Scenario;
}

/** The trainings of all mocks. They are not stored: an id contains what is needed to compute a training's stage. */
export interface Trainings {
  /** Starts a training. */
  begin(scenario: Scenario): CreatedTraining;
  /** Returns the stage that a training has reached, or undefined if no mock made the id. */
  findStage(trainingId: string): CurrentStage | undefined;
}

/**
 * Plans the life cycle of each scenario.
 *
 * @throws Error if a scenario does not fit the contract.
 */
export function createTrainings(contract: Contract, clock: Clock): Trainings {
  const makeId = createIdMaker();
  const plans = scenarios.map((scenario) => ({ scenario, stages: planStages(contract, scenario) }));

  return {
    begin(scenario) {
      const index = scenarios.indexOf(scenario);
      const startMs = clock.now();
      const trainingId = makeId({ startMs, scenario: index });
      return { trainingId, startMs: Math.floor(startMs), scenario, stages: plans[index]?.stages ?? [] };
    },

    findStage(trainingId) {
      const key = decodeTrainingId(trainingId, clock.now());
      const plan = key && plans[key.scenario];
      if (!key || !plan) return undefined;
      return { ...stageAt(plan.stages, clock.ageMs(key.startMs)), scenario: plan.scenario };
    },
  };
}
