import { createRequire } from "node:module";
import { Command, InvalidArgumentError, Option } from "commander";
import { faults } from "../faults/faults.ts";
import { scenarios } from "../life-cycle/scenarios.ts";
import { serveUntilStopped, type ServeSettings } from "./serve-until-stopped.ts";

const { version } = createRequire(import.meta.url)("../../package.json") as { version: string };

/** Runs the command `dreambooth-sandbox-mock`. */
export async function runCommand(argv: readonly string[]): Promise<void> {
  await createProgram().parseAsync(argv);
}

/** The command and its options. */
export function createProgram(): Command {
  return new Command("dreambooth-sandbox-mock")
    .description(
      "Contract mock of the Dreambooth Sandbox API: Prism with a life cycle per training (unofficial)",
    )
    .version(version)
    .option("--port <number>", "port to listen on; 0 takes a free one", readPort, 4010)
    .option("--host <name>", "host name or address to listen on", "127.0.0.1")
    .option("--speed <factor>", "how fast trainings age; 60 is a minute a second", readNumber, 1)
    .addOption(
      new Option("--scenario <name>", "how trainings go, unless the create has Prefer: scenario=<name>")
        .choices(scenarios.map(({ name }) => name))
        .default("success"),
    )
    .option("--fault-rate <share>", "share of requests that get a random fault, 0 to 1", readNumber, 0)
    .option("--seed <number>", "which random faults; the same seed gives the same faults", readNumber, 1)
    .option("--latency <ms>", "how late replies with the fault latency are", readNumber)
    .option("--strict", "refuse invalid requests by Prism's 422 problem document")
    .option("--allow-remote-webhooks", "send webhooks to other hosts than this one")
    .option("--upstream <url>", "forward all requests there, and report where they break the contract")
    .option("--contract-report <file>", "write at exit which parts of the contract were touched")
    .option("--json-log", "write the log as one JSON object a line")
    .option("--list-scenarios", "list the scenarios and exit")
    .option("--list-faults", "list the faults of Prefer: fault=<name> and exit")
    .action(act);
}

async function act(settings: ServeSettings & { listScenarios?: true; listFaults?: true }): Promise<void> {
  if (settings.listScenarios) return list(scenarios);
  if (settings.listFaults) return list(faults);
  await serveUntilStopped(settings);
}

function list(entries: readonly { name: string; description: string }[]): void {
  const width = Math.max(...entries.map(({ name }) => name.length));
  for (const { name, description } of entries) console.log(`${name.padEnd(width)}  ${description}`);
}

function readNumber(text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && Number.isFinite(number)) return number;
  throw new InvalidArgumentError("It must be a number.");
}

function readPort(text: string): number {
  const port = readNumber(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
}
