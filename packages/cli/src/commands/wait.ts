import type { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import { openService } from "../connection/open-service.ts";
import { addFollowOptions, type FollowOptions } from "../follow/follow-options.ts";
import { follow } from "../follow/follow.ts";
import { addExamples } from "../help/add-examples.ts";

/** Adds what `wait` does. */
export function configureWait(command: Command, context: CommandContext): void {
  command.description(
    "Follow a training until it ends. The command polls rarely at first and more often near the end.",
  );
  addFollowOptions(command).action(async (trainingId: string, _, self: Command) => {
    const options = self.optsWithGlobals<FollowOptions>();
    const { following, recorder } = await openService(context, options);
    try {
      await follow(trainingId, options, context, following);
    } finally {
      await recorder.recorded();
    }
  });
  addExamples(command, [
    "dreambooth-sandbox wait F5jvdzGnYi",
    "dreambooth-sandbox wait F5jvdzGnYi --deadline 90m --json",
  ]);
}
