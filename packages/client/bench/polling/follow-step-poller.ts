import { followStep } from "@dreambooth-sandbox/client";
import type { FollowState, TrainingUpdate } from "@dreambooth-sandbox/client";
import { readUpdate } from "../../src/operations/read-update.ts";
import type { Case } from "./cases.ts";
import { createRandom } from "./random.ts";
import { countEnded, followByDelays } from "./simulate.ts";
import type { Follow } from "./simulate.ts";
import type { Stage } from "./stages.ts";

/** Follows by `followStep`, with the responses that a service sends in each stage. */
export function byFollowStep({ stages }: Case, seed: number): Follow {
  const random = createRandom(seed);
  const updates = stages.map((_, i) => toUpdate(stages, i));
  return (training) => {
    let state: FollowState | undefined;
    return followByDelays(training, (now) => {
      const update = updates[countEnded(training.endsMs, now)];
      if (!update) throw new Error("The training has ended.");
      const step = followStep(state, { at: now, update }, { random: random() });
      state = step.state;
      return step.nextPollDelayMs ?? 0;
    });
  };
}

/** The status response in a stage: its log has the lines of all stages so far, but not the create's. */
function toUpdate(stages: readonly Stage[], index: number): TrainingUpdate {
  const lines = stages.slice(index === 0 ? 0 : 1, index + 1).map(({ line = "" }) => line);
  const update = readUpdate("F5jvdzGnYi", {
    status: "success",
    messege: stages[index]?.status,
    data: lines.join("\n"),
  });
  if (!update) throw new Error("The response has no status.");
  return update;
}
