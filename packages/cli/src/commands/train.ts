import type { Command } from "commander";
import type { CliContext } from "../cli-context.ts";
import { connect } from "../connect.ts";
import { formatDuration } from "../format.ts";
import { addRequestOptions, buildRequest, readGivenRequest } from "../request/build-request.ts";
import { nameOptions } from "../request/explain-problems.ts";
import type { RequestFields } from "../request/request-fields.ts";
import { listRequestOptions } from "../request/request-option.ts";
import { addFollowOptions, follow, type FollowOptions } from "./follow.ts";

interface TrainOptions extends FollowOptions {
  baseUrl?: string;
  wait?: true;
}

/** Adds the command `train`, with one option for each request field. */
export function addTrainCommand(program: Command, context: CliContext, fields: RequestFields): void {
  const requestOptions = listRequestOptions(fields);
  const command = program
    .command("train")
    .summary("create a training, which costs money")
    .description("Create a training, which costs money, and print its id. An invalid request is not sent.")
    .option("--wait", "follow the training until the model is ready");
  addFollowOptions(addRequestOptions(command, requestOptions)).action(async (_, self: Command) => {
    const options = self.optsWithGlobals<TrainOptions>();
    const connection = connect(context, options.baseUrl);
    const given = await readGivenRequest(self, requestOptions);
    const created = await connection.client
      .createTraining(buildRequest(given), { signal: context.signal })
      .catch((error: unknown) => {
        throw nameOptions(error, requestOptions, given);
      });
    if (options.json) {
      const { raw: _raw, ...printed } = created;
      context.stdout.write(`${JSON.stringify(printed)}\n`);
    } else {
      const eta = created.etaMs === undefined ? "" : `, about ${formatDuration(created.etaMs)} remaining`;
      context.stderr.write(`Created a training: ${created.status}${eta}.\n`);
      context.stdout.write(`${created.trainingId}\n`);
    }
    if (options.wait) await follow(created.trainingId, options, connection, context);
  });
}
