import type { Command } from "commander";
import type { CliContext } from "../cli-context.ts";
import { trainingStatusDescriptions } from "@dreambooth-sandbox/client/contract";
import type { TrainingUpdate } from "@dreambooth-sandbox/client";
import { connect } from "../connect.ts";
import { formatLog } from "../format.ts";
import { toJson } from "../reporter.ts";

interface StatusOptions {
  baseUrl?: string;
  json?: true;
}

export function addStatusCommand(program: Command, context: CliContext): void {
  program
    .command("status")
    .summary("show a training's status")
    .description("Show a training's status and its step log, once.")
    .argument("<training-id>", "the id that `train` printed")
    .option("--json", "print JSON")
    .action(async (trainingId: string, _, self: Command) => {
      const { baseUrl, json } = self.optsWithGlobals<StatusOptions>();
      const { client } = connect(context, baseUrl);
      const update = await client.getTrainingStatus(trainingId, { signal: context.signal });
      const text = json ? toJson(update) : `${describeStatus(update)}\n\n${formatLog(update.log)}`;
      context.stdout.write(`${text}\n`);
    });
}

/** Returns a line such as `model_ready (succeeded): The trained model is ready for use.` */
function describeStatus({ status, phase }: TrainingUpdate): string {
  const descriptions: Readonly<Record<string, string>> = trainingStatusDescriptions;
  const meaning = Object.hasOwn(descriptions, status) ? `: ${descriptions[status]}` : "";
  return `${status} (${phase})${meaning}`;
}
