import type { TrainingUpdate } from "@dreambooth-sandbox/client";
import ora from "ora";
import type { CliContext } from "./cli-context.ts";
import { describeUpdate, formatDuration } from "./format.ts";

/** Shows updates as they come. */
export interface Reporter {
  report: (update: TrainingUpdate) => void;
  stop: () => void;
}

/** The update as `--json` prints it: without the log's text, which its entries hold. */
export function toJson({ log, newEntries: _newEntries, raw: _raw, ...update }: TrainingUpdate): string {
  return JSON.stringify({ ...update, outcome: log.outcome, entries: log.entries });
}

/** One JSON document a line on standard output. */
export function createJsonReporter({ stdout }: CliContext): Reporter {
  return {
    report: (update) => void stdout.write(`${toJson(update)}\n`),
    stop: () => {},
  };
}

/**
 * A line on standard error for each change; in a terminal also a last line that shows how far the training is now.
 * `startedMs` is the clock's time from which the lines count.
 */
export function createTextReporter({ stderr }: CliContext, now: () => number): Reporter {
  const startedMs = now();
  const isTTY = stderr.isTTY === true;
  // Discarding standard input would put the terminal into raw mode, in which Ctrl-C interrupts nothing.
  const spinner = ora({ stream: stderr, isEnabled: isTTY, isSilent: !isTTY, discardStdin: false });
  let shown = "";
  return {
    report(update) {
      const line = describeUpdate(update);
      spinner.start(line);
      const key = `${update.status} ${update.newEntries.length > 0 ? line : ""}`;
      if (key === shown) return;
      shown = key;
      spinner.clear();
      stderr.write(`${formatDuration(now() - startedMs).padStart(21)}  ${line}\n`);
    },
    stop: () => void spinner.stop(),
  };
}
