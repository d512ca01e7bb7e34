import { fileJournal } from "@dreambooth-sandbox/client/journal";
import { type ArgumentHandler, type Command as CompletedCommand, RootCommand } from "@bomb.sh/tab";
import type { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import { findJournalFolder } from "../journal/journal-folder.ts";
import { type ListedTraining, listTrainings } from "../journal/listed-training.ts";
import { usageError } from "../output/command-error.ts";
import { toPrintableLine } from "../output/to-printable.ts";

const SHELLS = ["bash", "zsh", "fish", "powershell"];

/** The library's script calls a function of the package bash-completion, which macOS and slim images do not have. */
const BASH_FALLBACK = `if ! declare -F _get_comp_words_by_ref > /dev/null; then
  _get_comp_words_by_ref() {
    cur=\${COMP_WORDS[COMP_CWORD]}
    prev=\${COMP_WORDS[COMP_CWORD - 1]}
    words=("\${COMP_WORDS[@]}")
    cword=$COMP_CWORD
  }
fi
`;

/** Prints the script for a shell. The library writes it to this process's standard output. */
export function printScript(
  program: Command,
  [shell = ""]: readonly string[],
  { output }: CommandContext,
): void {
  if (!SHELLS.includes(shell)) throw usageError(`The shell must be one of ${SHELLS.join(", ")}.`);
  if (shell === "bash") output.print(BASH_FALLBACK);
  new RootCommand().setup(program.name(), program.name(), shell);
}

/** Prints what completes the last word: a command, an option, or an id from the journal. */
export async function completeWords(
  program: Command,
  words: string[],
  { env }: CommandContext,
): Promise<void> {
  const folder = findJournalFolder({}, env);
  const { trainings } = await listTrainings(fileJournal(folder), folder);
  const root = new RootCommand();
  addOptions(root, program);
  for (const command of program.commands) {
    const completed = root.command(command.name(), command.summary());
    addOptions(completed, command);
    // The options of the whole command are accepted after a subcommand, too.
    addOptions(completed, program);
    for (const argument of command.registeredArguments)
      completed.argument(argument.name(), findIds(argument.name(), trainings));
  }
  root.parse(words);
}

function addOptions(completed: CompletedCommand, command: Command): void {
  for (const { long, description, required } of command.options) {
    const name = long?.slice("--".length);
    // With a handler, the library expects a value after the option.
    if (name !== undefined && required) completed.option(name, description, () => {});
    else if (name !== undefined) completed.option(name, description);
  }
}

function findIds(argument: string, trainings: readonly ListedTraining[]): ArgumentHandler | undefined {
  if (argument === "training-id")
    return (complete) => {
      for (const { trainingId, status } of trainings)
        if (trainingId !== undefined) complete(toPrintableLine(trainingId), toPrintableLine(status ?? ""));
    };
  if (argument === "intent-id")
    return (complete) => {
      for (const { intentId, state } of trainings)
        if (intentId !== undefined && state !== "created") complete(intentId, state ?? "");
    };
  return undefined;
}
