import type { TrainingUpdate } from "@dreambooth-sandbox/client";
import type { CommandContext } from "../command-context.ts";
import { formatEvent, toUpdateEvent } from "../output/events.ts";
import { describeUpdate, formatDuration } from "../output/format.ts";
import { findCapabilities } from "../terminal/capabilities.ts";
import type { FollowedTraining } from "../terminal/frame.ts";

/** Shows how a training continues. */
export interface Reporter {
  report(update: TrainingUpdate): void;
  /** Shows when the next poll is due. */
  reportNextPoll(at: number): void;
  stop(): void;
}

/** Chooses how to show a training: as JSON, as a live view in a terminal, or else as lines. */
export async function createReporter(
  trainingId: string,
  context: CommandContext,
  now: () => number,
  json: boolean,
): Promise<Reporter> {
  if (json) return createJsonReporter(context);
  const { canRedraw } = findCapabilities(context.stderr, context.env);
  return canRedraw ? createLiveReporter(trainingId, context, now) : createLineReporter(context, now);
}

/** Prints one JSON document per update. */
function createJsonReporter({ output }: CommandContext): Reporter {
  return {
    report: (update) => output.print(formatEvent(toUpdateEvent(update))),
    reportNextPoll: () => {},
    stop: () => {},
  };
}

/** Reports a line for each new status and each new entry of the log, with the time since the start. */
function createLineReporter({ output }: CommandContext, now: () => number): Reporter {
  const startedAt = now();
  let shownStatus: string | undefined;
  return {
    report(update) {
      if (update.status === shownStatus && update.newEntries.length === 0) return;
      shownStatus = update.status;
      output.report(`${formatDuration(now() - startedAt).padStart(21)}  ${describeUpdate(update)}`);
    },
    reportNextPoll: () => {},
    stop: () => {},
  };
}

/** Draws the training on standard error. */
async function createLiveReporter(
  trainingId: string,
  { output, stderr, env }: CommandContext,
  now: () => number,
): Promise<Reporter> {
  // Loaded here, so that no other command waits for it.
  const { startLiveView } = await import("../terminal/live-view.ts");
  const entriesSeenAt = new Map<string, number>();
  const training: FollowedTraining = { trainingId, startedAt: now(), entriesSeenAt };
  const view = startLiveView(stderr, training, now, findCapabilities(stderr, env));
  output.redrawn = view;
  view.draw();
  return {
    report(update) {
      const at = now();
      // What the first update has may be old, so its times are unknown.
      if (training.update) for (const { raw } of update.newEntries) entriesSeenAt.set(raw, at);
      Object.assign(training, { update, updatedAt: at });
      view.draw();
    },
    reportNextPoll(at) {
      training.nextPollAt = at;
      view.draw();
    },
    stop() {
      delete training.nextPollAt;
      output.redrawn = undefined;
      view.stop();
    },
  };
}
