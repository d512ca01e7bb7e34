import { trainingStatusPhases } from "../generated/statuses.ts";

/**
 * Whether the model is ready when the current stage ends: yes in the `last` one, possibly in one that is `maybe`, and
 * not in an `early` one. `undefined` if nothing shows where the stage stands.
 */
export type StagePlace = "last" | "maybe" | "early" | undefined;

const phases: Readonly<Record<string, string>> = trainingStatusPhases;
/** The contract's statuses of a running training, in its order. The first one is the training itself. */
const RUNNING = Object.keys(phases).filter((status) => phases[status] === "running");

/**
 * Finds where a stage stands among all stages, from its status and, where the contract does not list that, from the steps to
 * go. The last stage has at most one status or step after it. The one before it may be the last one too, and so may
 * the training itself: a service that skips the statuses of packaging is ready after it.
 */
export function placeStage(status = "", stepsToGo = Infinity): StagePlace {
  // -1 for a queued training: all of them are to go.
  const index = RUNNING.indexOf(status);
  const toGo = Object.hasOwn(phases, status) ? RUNNING.length - 1 - index : stepsToGo;
  if (Math.min(toGo, stepsToGo) <= 1) return "last";
  if (toGo === Infinity) return undefined;
  return toGo === 2 || index === 0 ? "maybe" : "early";
}
