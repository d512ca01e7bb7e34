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

/** Returns the command with its options. */
export function createProgram(): Command {
  return new Command("dreambooth-sandbox-mock")
    .description(
      "Contract mock of the Dreambooth Sandbox API: Prism with a life cycle per training (unofficial)",
    )
    .version(version)
    .option("--port <number>", "port to listen on; 0 selects a free one", readPort, 4010)
    .option("--host <name>", "host name or address to listen on", "127.0.0.1")
    .option(
      "--allow-host <name>",
      "permit a name in the Host header, in addition to localhost, addresses, and --host; repeatable",
      collect,
      [],
    )
    .option("--speed <factor>", "how fast trainings age; at 60, a minute passes each second", readNumber, 1)
    .addOption(
      new Option("--scenario <name>", "scenario of creates without Prefer: scenario=<name>")
        .choices(scenarios.map(({ name }) => name))
        .default("success"),
    )
    .option("--fault-rate <share>", "share of requests with a random fault, 0 to 1", readNumber, 0)
    .option(
      "--seed <number>",
      "seed of the random faults; the same seed causes the same faults",
      readNumber,
      1,
    )
    .option("--latency <ms>", "delay of the fault latency", readNumber)
    .option("--strict", "refuse invalid requests with Prism's 422 problem document")
    .option("--allow-remote-webhooks", "send webhooks to other hosts too")
    .option("--upstream <url>", "forward all requests to this URL and report contract violations")
    .option("--record <file>", "with --upstream, record requests and responses in this HAR file")
    .option("--record-full", "record everything but the API key instead of placeholders for private values")
    .option("--replay <file>", "respond from this HAR file")
    .option("--contract-report <file>", "at exit, write which parts of the contract were used")
    .option("--json-log", "log one JSON object per line")
    .option("--list-scenarios", "list the scenarios and exit")
    .option("--list-faults", "list the faults for Prefer: fault=<name> and exit")
    .action(act);
}

async function act(
  settings: ServeSettings & { listScenarios?: true; listFaults?: true },
  command: Command,
): Promise<void> {
  if (settings.listScenarios) return list(scenarios, command);
  if (settings.listFaults) return list(faults, command);
  await serveUntilStopped(settings);
}

function list(entries: readonly { name: string; description: string }[], command: Command): void {
  const output = command.configureOutput();
  const width = Math.max(...entries.map(({ name }) => name.length));
  for (const { name, description } of entries) output.writeOut?.(`${name.padEnd(width)}  ${description}\n`);
}

function collect(value: string, previous: string[]): string[] {
  return [...previous, value];
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
