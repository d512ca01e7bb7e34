import { TrainingFailedError } from "../errors.ts";
import type { Transport } from "../http/transport.ts";
import { trace } from "../tracing.ts";
import type { TrainingUpdate } from "../training-update.ts";
import { callback, readOptions } from "../validation/check-options.ts";
import { followOptionRules } from "./follow-options.ts";
import type { WaitOptions } from "./follow-options.ts";
import type { FollowState } from "./follow-state.ts";
import { watchTraining } from "./watch-training.ts";

export async function waitForTraining(
  transport: Transport,
  trainingId: string,
  given: WaitOptions = {},
): Promise<TrainingUpdate> {
  const options = readOptions<WaitOptions>(given, { ...followOptionRules, onUpdate: callback });
  const wait = { trace: { trainingId, attempts: 0, waitMs: 0 } };
  return trace("wait", wait.trace, () => follow({ ...transport, wait }, trainingId, options));
}

async function follow(
  transport: Transport,
  trainingId: string,
  options: WaitOptions,
): Promise<TrainingUpdate> {
  let last: TrainingUpdate | undefined;
  for await (const update of watchTraining(transport, trainingId, options)) {
    last = update;
    Promise.resolve(update)
      .then(options.onUpdate)
      .catch((error) => transport.logger.warn(`onUpdate threw: ${String(error)}`));
  }
  // A watcher yields at least one update, or throws.
  return requireSuccess(last as TrainingUpdate, transport.wait?.state);
}

function requireSuccess(update: TrainingUpdate, state: FollowState | undefined): TrainingUpdate {
  if (update.phase === "succeeded") return update;
  const { trainingId, status, log } = update;
  const reason = log.entries.findLast((entry) => entry.kind === "failure")?.reason;
  const error = new TrainingFailedError(
    `Training ${trainingId} ended with status ${status}: ${reason ?? "the log contains no reason"}.`,
    { reason, update },
  );
  const { observed, polledAt } = state ?? {};
  throw Object.assign(error, { observed, polledAt, lastUpdate: update });
}
