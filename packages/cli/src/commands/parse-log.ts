import { parseLog } from "@dreambooth-sandbox/log-parser";
import type { Command } from "commander";
import type { CliContext } from "../cli-context.ts";
import { extractLog } from "../extract-log.ts";
import { formatLog } from "../format.ts";
import { readInput } from "../read-input.ts";

export function addParseLogCommand(program: Command, context: CliContext): void {
  program
    .command("parse-log")
    .summary("show a step log as data")
    .description("Show a step log, or that of a whole JSON reply, as data. Needs no key and sends nothing.")
    .argument("[file]", "where the log is; standard input by default")
    .option("--json", "print JSON")
    .action(async (file: string | undefined, options: { json?: true }) => {
      const { text: _, ...log } = parseLog(extractLog(await readInput(file, context)));
      context.stdout.write(`${options.json ? JSON.stringify(log) : formatLog(log)}\n`);
    });
}
