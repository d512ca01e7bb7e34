import { Command, Option } from "commander";
import { expect, test } from "vitest";
import { renderCommandReport } from "../../src/compatibility/command-report.ts";
import { rateReports } from "../../src/compatibility/rate-reports.ts";

const exitCodes = { ok: 0, usage: 2, trainingFailed: 3 };

/** A program like the published ones. */
function createProgram(): Command {
  const program = new Command("train-it").option("--debug", "show the stack trace");
  program
    .command("wait <training-id>")
    .description("Follows a training until it ends.")
    .option("-e, --every <time>", "a fixed interval")
    .addOption(new Option("--format <name>", "the output").choices(["text", "json"]).default("text"));
  return program;
}

/** Rates one change of the program or of its exit codes. */
function rate(change: {
  program?: (program: Command, wait: Command) => void;
  exitCodes?: Record<string, number>;
}) {
  const program = createProgram();
  const [wait] = program.commands;
  if (wait !== undefined) change.program?.(program, wait);
  const before = renderCommandReport("cli.md", { program: createProgram(), exitCodes });
  const after = renderCommandReport("cli.md", { program, exitCodes: change.exitCodes ?? exitCodes });
  return rateReports([before], [after], () => "train-it").map(({ bump, description, file }) => {
    expect(file).toBe("api/cli.md");
    return `${bump}, ${description}`;
  });
}

/** Returns a change that replaces an option of `wait`, or removes it. */
const replace = (long: string, option?: Option) => ({
  program: (_: Command, wait: Command) => {
    const at = wait.options.findIndex((each) => each.long === long);
    (wait.options as Option[]).splice(at, 1, ...(option === undefined ? [] : [option]));
  },
});

test("an unchanged command has no changes", () => {
  expect(rate({})).toEqual([]);
});

test("a removed option is major", () => {
  expect(rate(replace("--every"))).toEqual(["major, removed: - -e, --every <value>"]);
});

test("a changed exit code is major", () => {
  expect(rate({ exitCodes: { ...exitCodes, trainingFailed: 4 } })).toContain(
    "major, removed: - 3 trainingFailed",
  );
});

test("a removed choice is major, and so is another default", () => {
  const format = new Option("--format <name>").choices(["json"]).default("json");
  const changes = rate(replace("--format", format));
  expect(changes).toContain("major, removed: - --format <value> accepts text");
  expect(changes).toContain('major, removed: - --format <value> is "text" by default');
});

test("a new argument or option that must be given is major", () => {
  const heading = "major, removed: ## train-it wait <value>";
  expect(rate({ program: (_, wait) => wait.argument("<account>") })).toContain(heading);
  expect(rate({ program: (_, wait) => wait.requiredOption("--account <name>") })).toContain(heading);
});

test("a removed subcommand is major", () => {
  const changes = rate({ program: (program) => (program.commands as Command[]).pop() });
  expect(changes).toContain("major, removed: ## train-it wait <value>");
});

test("a new option, argument or exit code that nobody must know is minor", () => {
  expect(rate({ program: (_, wait) => wait.option("--quiet") })).toEqual(["minor, added: - --quiet"]);
  expect(rate({ program: (_, wait) => wait.argument("[account]") })).toEqual(["minor, added: - [value]"]);
  expect(rate({ exitCodes: { ...exitCodes, lost: 6 } })).toEqual(["minor, added: - 6 lost"]);
});

test("descriptions and names of values are no change of the interface", () => {
  expect(rate(replace("--every", new Option("-e, --every <duration>", "how often to poll")))).toEqual([]);
  expect(rate({ program: (_, wait) => wait.description("Waits.") })).toEqual([]);
});
