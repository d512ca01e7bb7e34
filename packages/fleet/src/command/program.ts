import { Command, InvalidArgumentError } from "commander";
import type { CommandContext } from "./command-context.ts";
import { printParked, printStatus, resolve, runWork } from "./commands.ts";

const CONFIG = "a module that exports the options of createFleet as its default";
const STORE = "a SQLite file, or the URL of a PostgreSQL database";

/** Creates the command line program. */
export function createProgram(context: CommandContext): Command {
  const program = new Command("dreambooth-sandbox-fleet")
    .description("Follow very many trainings of the Dreambooth Sandbox API.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
    });
  const add = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .option("--config <file>", CONFIG)
      .option("--store <place>", STORE);

  add("work", "Make polls and call handlers, until SIGTERM or SIGINT.")
    .option("--max-per-second <number>", "with --store, the limit of the account main", readRate, 8)
    .option("--port <number>", "serve GET /metrics and /healthz on this port", readPort)
    .option("--host <name>", "the address for --port", "127.0.0.1")
    .action((options) => runWork(context, options));
  add("status", "Print trainings per phase, lateness, rates, and what is parked.")
    .option("--json", "print JSON")
    .action((options) => printStatus(context, options));
  add("parked", "Print creates whose outcome is unknown, and events whose handler failed.")
    .option("--json", "print one JSON object per line")
    .option("--retry-events", "make the parked events pending again")
    .action((options) => printParked(context, options));
  add("resolve <intentId>", "Record what became of a create whose outcome was unknown.")
    .option("--training <id>", "the training that it created")
    .option("--not-created", "it created none, so that it may be sent again")
    .action((intentId, options) => resolve(context, intentId, options));
  return program;
}

function readRate(text: string): number {
  const rate = Number(text);
  if (!(rate > 0) || !Number.isFinite(rate))
    throw new InvalidArgumentError("It must be a number greater than 0.");
  return rate;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535 || text.trim() === "")
    throw new InvalidArgumentError("It must be a port from 0 to 65535.");
  return port;
}
