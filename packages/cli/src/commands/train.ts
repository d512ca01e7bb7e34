import type { Command } from "commander";
import type { CliContext } from "../cli-context.ts";
import { connect } from "../connect.ts";
import { formatDuration } from "../format.ts";
import { addRequestOptions, buildRequest, type TrainRequestOptions } from "../train-request.ts";
import { addFollowOptions, follow, type FollowOptions } from "./follow.ts";

interface TrainOptions extends TrainRequestOptions, FollowOptions {
  baseUrl?: string;
  wait?: true;
}

export function addTrainCommand(program: Command, context: CliContext): void {
  const command = program
    .command("train")
    .summary("create a training, which costs money")
    .description(
      "Create a training, which costs money, and print its id. Nothing is sent unless the request is valid.",
    )
    .option("--wait", "follow the training until the model is ready");
  addFollowOptions(addRequestOptions(command)).action(async (_, self: Command) => {
    const options = self.optsWithGlobals<TrainOptions>();
    const connection = connect(context, options.baseUrl);
    const request = await buildRequest(options);
    const created = await connection.client.createTraining(request, { signal: context.signal });
    if (options.json) {
      const { raw: _raw, ...fields } = created;
      context.stdout.write(`${JSON.stringify(fields)}\n`);
    } else {
      const eta = created.etaMs === undefined ? "" : `, about ${formatDuration(created.etaMs)} to go`;
      context.stderr.write(`Created a training: ${created.status}${eta}.\n`);
      context.stdout.write(`${created.trainingId}\n`);
    }
    if (options.wait) await follow(created.trainingId, options, connection, context);
  });
}
