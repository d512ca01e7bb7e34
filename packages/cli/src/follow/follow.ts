import { nextPollDelayMs, type SandboxClient, type TrainingUpdate } from "@dreambooth-sandbox/client";
import type { CommandContext } from "../command-context.ts";
import { formatCommand } from "../help/format-command.ts";
import { readCode } from "../find-exit-code.ts";
import { AdvisedError } from "../output/command-error.ts";
import { formatDuration } from "../output/format.ts";
import type { FollowOptions } from "./follow-options.ts";
import { createReporter } from "./reporter.ts";

/** What following a training needs. */
export interface Following {
  client: SandboxClient;
  now: () => number;
  requestCount: () => number;
  /** Records each update, for `list`. */
  record: (update: TrainingUpdate) => void;
  trace: (line: string) => void;
}

/** The codes of errors after which there is nothing to resume. */
const FINAL_CODES = new Set(["training_failed", "training_not_found"]);

/** Shows a training's updates until it ends. If following ends first, prints the command that resumes it. */
export async function follow(
  trainingId: string,
  options: FollowOptions,
  context: CommandContext,
  following: Following,
): Promise<void> {
  const { client, now, requestCount, record, trace } = following;
  const { deadline, every, json } = options;
  const startedAt = now();
  const reporter = await createReporter(trainingId, context, now, json === true);
  try {
    const last = await client.waitForTraining(trainingId, {
      deadlineMs: deadline,
      signal: context.ended,
      pollDelayMs(state) {
        const delayMs = every ?? nextPollDelayMs(state);
        reporter.reportNextPoll(now() + delayMs);
        trace(`next poll in ${formatDuration(delayMs)}`);
        return delayMs;
      },
      onUpdate(update) {
        record(update);
        reporter.report(update);
      },
    });
    reporter.stop();
    if (!json) context.output.print(summarize(last, now() - startedAt, requestCount()));
  } catch (error) {
    reporter.stop();
    throw describeEnd(error, trainingId, options, context);
  }
}

function summarize(
  { trainingId, status, log }: TrainingUpdate,
  durationMs: number,
  requests: number,
): string {
  const steps = log.entries.filter(({ kind }) => kind === "step").length;
  return `\n${trainingId} is ${status} after ${formatDuration(durationMs)}: ${steps} steps, ${requests} requests.\n`;
}

/** Adds the command that resumes the wait, if the training may continue. */
function describeEnd(
  error: unknown,
  trainingId: string,
  options: FollowOptions,
  { ended }: CommandContext,
): unknown {
  const code = readCode(error);
  if (code !== undefined && FINAL_CODES.has(code)) return error;
  const cause = ended.aborted ? ended.reason : error;
  const hasExpired = code === "deadline_exceeded" && !ended.aborted;
  return new AdvisedError(cause, {
    ...(hasExpired && { message: `The training did not end within ${formatDuration(options.deadline)}.` }),
    next: [formatCommand(["wait", trainingId], options)],
    trainingId,
  });
}
