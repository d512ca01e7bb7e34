import type { Contract } from "../contract/contract.ts";
import type { Clock } from "./clock.ts";
import { issueNonce } from "./nonces.ts";
import { scenarios, type Scenario } from "./scenarios.ts";
import { planStages, stageAt, type Stage } from "./stages.ts";
import { decodeTrainingId, encodeTrainingId } from "./training-id.ts";

/** A training that a create started. */
export interface CreatedTraining {
  trainingId: string;
  /** The session's present at the create. */
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
  begin(scenario: Scenario, clock: Clock): CreatedTraining;
  /** Returns the stage that a training has reached by a session's clock, or undefined if no mock made the id. */
  findStage(trainingId: string, clock: Clock): CurrentStage | undefined;
}

/**
 * Plans the life cycle of each scenario.
 *
 * @throws Error if a scenario does not fit the contract.
 */
export function createTrainings(contract: Contract): Trainings {
  const plans = scenarios.map((scenario) => ({ scenario, stages: planStages(contract, scenario) }));

  return {
    begin(scenario, clock) {
      const index = scenarios.indexOf(scenario);
      const key = { startMs: clock.wallMs(), nonce: issueNonce(), scenario: index };
      const stages = plans[index]?.stages ?? [];
      return { trainingId: encodeTrainingId(key), startMs: Math.floor(clock.now()), scenario, stages };
    },

    findStage(trainingId, clock) {
      const key = decodeTrainingId(trainingId);
      const plan = key && plans[key.scenario];
      if (!key || !plan) return undefined;
      return { ...stageAt(plan.stages, clock.ageMs(key)), scenario: plan.scenario };
    },
  };
}
