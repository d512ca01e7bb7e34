import type { Command } from "commander";
import type { CliContext } from "../cli-context.ts";
import { connect } from "../connect.ts";
import { addFollowOptions, follow, type FollowOptions } from "./follow.ts";

interface WaitOptions extends FollowOptions {
  baseUrl?: string;
}

export function addWaitCommand(program: Command, context: CliContext): void {
  const command = program
    .command("wait")
    .summary("follow a training until it is over")
    .description(
      "Follow a training until it is over. Asks rarely while much time remains, more often towards the end.",
    )
    .argument("<training-id>", "as `train` printed it");
  addFollowOptions(command).action(async (trainingId: string, _, self: Command) => {
    const options = self.optsWithGlobals<WaitOptions>();
    await follow(trainingId, options, connect(context, options.baseUrl), context);
  });
}
