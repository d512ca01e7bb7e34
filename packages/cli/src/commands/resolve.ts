import { fileJournal } from "@dreambooth-sandbox/client/journal";
import type { Command } from "commander";
import type { CommandContext, GlobalOptions } from "../command-context.ts";
import { connect } from "../connection/connect.ts";
import { addExamples } from "../help/add-examples.ts";
import { findJournalFolder } from "../journal/journal-folder.ts";
import { usageError } from "../output/command-error.ts";
import { formatEvent } from "../output/events.ts";
import { createNotices } from "../output/notices.ts";

interface ResolveOptions extends GlobalOptions {
  trainingId?: string;
  notCreated?: true;
}

/** Resolving an intent sends nothing, so any key will do. */
const NO_KEY = "not-sent";

/** Adds what `resolve` does. */
export function configureResolve(command: Command, context: CommandContext): void {
  command
    .description(
      "Record what became of a create whose outcome is unknown, after you have checked your account. Nothing is sent. Do not resolve an intent while its command is running.",
    )
    .option("--training-id <id>", "the create made this training")
    .option("--not-created", "the create made no training, so its request can be sent again")
    .option("--json", "print JSON")
    .action(async (intentId: string, _, self: Command) => {
      const options = self.optsWithGlobals<ResolveOptions>();
      const resolution = readResolution(options);
      const journal = fileJournal(findJournalFolder(options, context.env));
      const notices = createNotices(context, options);
      const { createClient } = connect(context, options, { apiKey: NO_KEY, notices });
      await createClient(journal).resolveIntent(intentId, resolution);
      const { trainingId } = options;
      if (options.json) {
        const state = trainingId === undefined ? "refused" : "created";
        const event = { event: "resolved", intentId, state } as const;
        context.output.print(formatEvent(trainingId === undefined ? event : { ...event, trainingId }));
      } else {
        const outcome = trainingId === undefined ? "created no training" : `created training ${trainingId}`;
        context.output.print(`Intent ${intentId} ${outcome}.\n`);
      }
    });
  addExamples(command, [
    "dreambooth-sandbox resolve 3f9c2a7b41d0-1 --training-id F5jvdzGnYi",
    "dreambooth-sandbox resolve 8d1c05e9a2b7-1 --not-created",
  ]);
}

function readResolution({
  trainingId,
  notCreated,
}: ResolveOptions): { trainingId: string } | { notCreated: true } {
  if (trainingId !== undefined && !notCreated) return { trainingId };
  if (trainingId === undefined && notCreated) return { notCreated };
  throw usageError("Use either --training-id <id> or --not-created.");
}
