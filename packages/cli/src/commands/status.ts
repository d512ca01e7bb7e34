import type { Command } from "commander";
import type { CliContext } from "../cli-context.ts";
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
    .summary("tell how far a training is")
    .description("Tell how far a training is, once.")
    .argument("<training-id>", "as `train` printed it")
    .option("--json", "print JSON")
    .action(async (trainingId: string, _, self: Command) => {
      const { baseUrl, json } = self.optsWithGlobals<StatusOptions>();
      const { client } = connect(context, baseUrl);
      const update = await client.getTrainingStatus(trainingId, { signal: context.signal });
      const text = json ? toJson(update) : `${update.status} (${update.phase})\n\n${formatLog(update.log)}`;
      context.stdout.write(`${text}\n`);
    });
}
