import { fileJournal } from "@dreambooth-sandbox/client/journal";
import type { Command } from "commander";
import type { CommandContext, GlobalOptions } from "../command-context.ts";
import { addExamples } from "../help/add-examples.ts";
import { findJournalFolder } from "../journal/journal-folder.ts";
import { formatTable } from "../journal/format-table.ts";
import { listTrainings } from "../journal/listed-training.ts";
import { formatEvent } from "../output/events.ts";

/** Adds what `list` does. */
export function configureList(command: Command, context: CommandContext): void {
  command
    .description(
      "List the creates that this machine sent to the service, and the trainings that it followed, with what it last saw of them. Nothing is sent.",
    )
    .option("--json", "print each as a line of JSON")
    .action(async (_, self: Command) => {
      const options = self.optsWithGlobals<GlobalOptions>();
      const { env, clock, output } = context;
      const folder = findJournalFolder(options, env);
      const { trainings, error } = await listTrainings(fileJournal(folder), folder);
      if (options.json)
        for (const training of trainings) output.print(formatEvent({ event: "listed", ...training }));
      else if (trainings.length > 0) output.print(formatTable(trainings, clock?.now() ?? Date.now()));
      else output.report(`Nothing is recorded in ${folder}.`);
      if (error) throw error;
    });
  addExamples(command, ["dreambooth-sandbox list", "dreambooth-sandbox list --json"]);
}
