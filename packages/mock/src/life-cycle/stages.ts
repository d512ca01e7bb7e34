import type { Contract } from "../contract/contract.ts";
import { listExamples } from "../contract/operation.ts";
import { UNKNOWN_STATUS, type Scenario } from "./scenarios.ts";
import { estimateStarts } from "./start-times.ts";
import { findCompleteLog, rewriteLogs } from "./step-log.ts";

/** A part of a training's life during which its status response stays the same. */
export interface Stage {
  /** The training's age at its start, in milliseconds. */
  startsAtMs: number;
  /** The contract's named example that the status response is based on. */
  example: string;
  /** What the scenario changes in the example. */
  patch?: StagePatch;
}

/** The fields of a status response that a scenario changes. */
export type StagePatch = Partial<Record<"messege" | "data", string>>;

/**
 * Returns the stages of a training.
 *
 * @throws Error if the scenario depends on a status or an example that the contract does not have.
 */
export function planStages(contract: Contract, scenario: Scenario): Stage[] {
  const { slowness = 1, log, unknownAt } = scenario;
  const starts = estimateStarts(contract);
  const logs = log && rewriteLogs(contract, log);
  const unknownIndex = findStatus(contract, scenario, unknownAt);
  const stages = contract.statuses.map((status, index): Stage => {
    const patch: StagePatch = {};
    if (logs?.[index] !== undefined) patch.data = logs[index];
    if (index === unknownIndex) patch.messege = UNKNOWN_STATUS;
    const isLast = index === contract.statuses.length - 1;
    return {
      startsAtMs: (starts[index] ?? 0) * slowness,
      example: (isLast ? findCompleteLog(log) : undefined) ?? status,
      ...(Object.keys(patch).length > 0 && { patch }),
    };
  });
  return endEarly(contract, scenario, stages);
}

/** Returns the stage of a training of that age. */
export function stageAt(stages: readonly Stage[], ageMs: number): Stage {
  const current = stages.findLast((stage) => stage.startsAtMs <= ageMs) ?? stages[0];
  if (!current) throw new Error("A scenario needs at least one stage.");
  return current;
}

function endEarly(contract: Contract, scenario: Scenario, stages: Stage[]): Stage[] {
  const { failsAfter, failureExample, stallsAt } = scenario;
  const last = findStatus(contract, scenario, failsAfter ?? stallsAt);
  if (last === undefined) return stages;
  const kept = stages.slice(0, last + 1);
  if (failureExample === undefined) return kept;
  requireExample(contract, scenario, failureExample);
  return [...kept, { startsAtMs: stages[last + 1]?.startsAtMs ?? 0, example: failureExample }];
}

/** Returns the index of a status that a scenario names, which must come before the last one. */
function findStatus(contract: Contract, { name }: Scenario, status: string | undefined): number | undefined {
  if (status === undefined) return undefined;
  const candidates = contract.statuses.slice(0, -1);
  if (candidates.includes(status)) return candidates.indexOf(status);
  throw new Error(
    `The scenario "${name}" depends on the status "${status}", but the contract's life cycle does not have it before its last status. Change the scenario in packages/mock/src/life-cycle/scenarios.ts to one of: ${candidates.join(", ")}.`,
  );
}

function requireExample(contract: Contract, { name }: Scenario, example: string): void {
  if (listExamples(contract.status, "200").some((other) => other.name === example)) return;
  throw new Error(
    `The scenario "${name}" depends on the example "${example}" of getTrainingStatus, which the contract does not have. Change or remove the scenario in packages/mock/src/life-cycle/scenarios.ts.`,
  );
}
