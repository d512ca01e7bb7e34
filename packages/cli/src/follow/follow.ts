import { ConnectionError, DeadlineError, type TrainingUpdate } from "@dreambooth-sandbox/client";
import { type Command, InvalidArgumentError } from "commander";
import ms, { type StringValue } from "ms";
import type { CliContext } from "../cli-context.ts";
import type { Connection } from "../connect.ts";
import { formatDuration } from "../format.ts";
import { createJsonReporter, createTextReporter } from "../reporter.ts";

/** The options of every command that waits. */
export interface FollowOptions {
  deadline: number;
  every?: number;
  json?: true;
}

function parseDuration(value: string): number {
  const durationMs = ms(value as StringValue);
  if (durationMs > 0) return durationMs;
  throw new InvalidArgumentError("Expected a time such as 90m or 2h.");
}

export function addFollowOptions(command: Command): Command {
  return command
    .option("--deadline <time>", "how long to wait; the training goes on after it", parseDuration, ms("2h"))
    .option("--every <time>", "ask at this interval, not when the announced time suggests it", parseDuration)
    .option("--json", "print each update as a line of JSON");
}

/** Shows a training's updates until it is over. If its end is not seen, says how to follow it again. */
export async function follow(
  trainingId: string,
  { deadline, every, json }: FollowOptions,
  connection: Connection,
  context: CliContext,
): Promise<void> {
  const { client, now } = connection;
  const startedMs = now();
  const reporter = json ? createJsonReporter(context) : createTextReporter(context, now);
  try {
    const last = await client.waitForTraining(trainingId, {
      deadlineMs: deadline,
      signal: context.signal,
      pollDelayMs: every === undefined ? undefined : () => every,
      onUpdate: reporter.report,
    });
    reporter.stop();
    if (!json) context.stdout.write(summarise(last, now() - startedMs, connection.requestCount()));
  } catch (error) {
    reporter.stop();
    if (goesOn(error, context)) {
      context.stderr.write(`The training goes on. Follow it again: dreambooth-sandbox wait ${trainingId}\n`);
    }
    throw error;
  }
}

function summarise(
  { trainingId, status, log }: TrainingUpdate,
  durationMs: number,
  requests: number,
): string {
  const steps = log.entries.filter(({ kind }) => kind === "step").length;
  return `\n${trainingId} is ${status} after ${formatDuration(durationMs)}: ${steps} steps, ${requests} requests.\n`;
}

function goesOn(error: unknown, { signal }: CliContext): boolean {
  return signal?.aborted === true || error instanceof DeadlineError || error instanceof ConnectionError;
}
