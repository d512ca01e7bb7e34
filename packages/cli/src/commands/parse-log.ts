import { parseLog } from "@dreambooth-sandbox/log-parser";
import type { Command } from "commander";
import type { CommandContext, GlobalOptions } from "../command-context.ts";
import { addExamples } from "../help/add-examples.ts";
import { formatEvent } from "../output/events.ts";
import { formatLog } from "../output/format.ts";
import { extractLog } from "../step-log/extract-log.ts";
import { followFile } from "../step-log/follow-file.ts";
import { isStandardInput, readInput, requireInput } from "../step-log/open-input.ts";
import { printEntries } from "../step-log/print-entries.ts";
import { requireLog } from "../step-log/require-log.ts";

interface ParseLogOptions extends GlobalOptions {
  follow?: true;
}

/** Adds what `parse-log` does. */
export function configureParseLog(command: Command, context: CommandContext): void {
  const { output, ended } = context;
  command
    .description(
      "Show a step log as data: a log itself, or the log in a response or in a webhook call. Needs no key and sends nothing.",
    )
    .option("--follow", "print entries while the log grows, until you press Ctrl-C or the input ends")
    .option("--json", "print JSON")
    .action(async (file: string | undefined, _, self: Command) => {
      const { follow, json = false } = self.optsWithGlobals<ParseLogOptions>();
      if (!follow) return printLog(await readInput(file, context), json);
      const chunks = isStandardInput(file)
        ? requireInput(context).setEncoding("utf8")
        : followFile(file, ended);
      return printEntries(chunks, output, json);
    });
  addExamples(command, [
    "dreambooth-sandbox parse-log training.log",
    "tail -n +1 training.log | dreambooth-sandbox parse-log --follow",
  ]);

  function printLog(input: string, json: boolean): void {
    const parsed = parseLog(extractLog(input));
    requireLog(parsed);
    const { text: _, ...log } = parsed;
    output.print(json ? formatEvent({ event: "log", ...log }) : `${formatLog(log)}\n`);
  }
}
