import type { TrainingUpdate } from "@dreambooth-sandbox/client";
import { trainingStatusDescriptions } from "@dreambooth-sandbox/client/contract";
import type { Command } from "commander";
import type { CommandContext, GlobalOptions } from "../command-context.ts";
import { openService } from "../connection/open-service.ts";
import { addExamples } from "../help/add-examples.ts";
import { formatEvent, toUpdateEvent } from "../output/events.ts";
import { formatLog } from "../output/format.ts";
import { toPrintableLine } from "../output/to-printable.ts";

/** Adds what `status` does. */
export function configureStatus(command: Command, context: CommandContext): void {
  command
    .description("Show a training's status and its step log, once.")
    .option("--json", "print JSON")
    .action(async (trainingId: string, _, self: Command) => {
      const options = self.optsWithGlobals<GlobalOptions>();
      const { following, recorder } = await openService(context, options);
      const update = await following.client.getTrainingStatus(trainingId, { signal: context.ended });
      following.record(update);
      const text = `${describeStatus(update)}\n\n${formatLog(update.log)}\n`;
      context.output.print(options.json ? formatEvent(toUpdateEvent(update)) : text);
      await recorder.recorded();
    });
  addExamples(command, ["dreambooth-sandbox status F5jvdzGnYi"]);
}

/** Returns a line such as `model_ready (succeeded): The trained model is ready for use.` */
function describeStatus({ status, phase }: TrainingUpdate): string {
  const descriptions: Readonly<Record<string, string>> = trainingStatusDescriptions;
  const meaning = Object.hasOwn(descriptions, status) ? `: ${descriptions[status]}` : "";
  return `${toPrintableLine(status)} (${phase})${meaning}`;
}
