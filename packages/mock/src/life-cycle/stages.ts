import type { Contract } from "../contract/contract.ts";
import { UNKNOWN_STATUS, type Scenario } from "./scenarios.ts";
import { rewriteLog } from "./step-log.ts";

/** A stretch of a training's life, in which its status reply is the same. */
export interface Stage {
  /** The training's age when it begins, in milliseconds. */
  startsAtMs: number;
  /** The named example of the contract that is the status reply. */
  example: string;
  /** What the scenario changes in the example. */
  patch?: StagePatch;
}

/** The fields of a status reply that a scenario changes. */
export type StagePatch = Partial<Record<"messege" | "data", string>>;

const MINUTE_MS = 60_000;

/** The stages that a training of the scenario goes through. */
export function planStages(contract: Contract, scenario: Scenario): Stage[] {
  const starts = announcedStarts(contract);
  const stages = contract.statuses.map((_, index): Stage => {
    const startsAtMs = (starts[index] ?? 0) * (scenario.slowness ?? 1);
    return {
      startsAtMs,
      example: chooseExample(contract, scenario, index),
      ...patchStage(contract, scenario, index),
    };
  });
  return endEarly(stages, scenario);
}

/** The stage of a training of that age. */
export function stageAt(stages: readonly Stage[], ageMs: number): Stage {
  const current = stages.findLast((stage) => stage.startsAtMs <= ageMs) ?? stages[0];
  if (!current) throw new Error("A scenario needs at least one stage.");
  return current;
}

function endEarly(stages: Stage[], { failsAfter, failure, stallsAt }: Scenario): Stage[] {
  const last = stages.findIndex((stage) => stage.example === (failsAfter ?? stallsAt));
  if (last < 0) return stages;
  const next = stages[last + 1];
  const kept = stages.slice(0, last + 1);
  return failure && next ? [...kept, { startsAtMs: next.startsAtMs, example: failure }] : kept;
}

/** The example of the status, or the one that holds the whole log in the scenario's form. */
function chooseExample({ statuses }: Contract, { log }: Scenario, index: number): string {
  const isLast = index === statuses.length - 1;
  return isLast && (log === "worker" || log === "newline") ? `${log}_log` : (statuses[index] ?? "");
}

function patchStage(contract: Contract, scenario: Scenario, index: number): { patch?: StagePatch } {
  const status = contract.statuses[index] ?? "";
  if (status === scenario.unknownAt) return { patch: { messege: UNKNOWN_STATUS } };
  if (scenario.log === undefined) return {};
  return { patch: { data: rewriteLog(contract, scenario.log, index) } };
}

/**
 * When each status begins, in milliseconds of age. The first example announces how long the GPU takes to
 * deploy, the others how long the rest takes; statuses without an estimate of their own share the time.
 */
function announcedStarts(contract: Contract): number[] {
  const announced = contract.statuses.map((status) =>
    lastEstimateMs(String(contract.example(contract.status, status)["data"])),
  );
  const [deployMs = 0, trainMs = 0] = announced;
  const remaining = [deployMs + trainMs, ...announced.slice(1, -1), 0];
  return remaining.map((ownMs, index) => {
    const sharing = remaining.filter((other) => other === ownMs).length;
    const place = index - remaining.indexOf(ownMs);
    const nextMs = remaining.find((other) => other < ownMs) ?? ownMs;
    return deployMs + trainMs - ownMs + ((ownMs - nextMs) * place) / sharing;
  });
}

function lastEstimateMs(log: string): number {
  const minutes = [...log.matchAll(/(\d+) minutes/gi)].at(-1)?.[1];
  return Number(minutes ?? 0) * MINUTE_MS;
}
