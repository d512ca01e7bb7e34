import { describe, expect, test } from "vitest";
import { commandSpecs } from "../src/commands/commands.ts";
import { nameOf } from "../src/commands/command-spec.ts";
import { run } from "./run.ts";

const names = commandSpecs.map(nameOf);

describe("the help", () => {
  test("lists every command with its arguments and a summary", async () => {
    const { stdout } = await run(["--help"]);
    for (const { synopsis, summary } of commandSpecs)
      expect(stdout).toMatch(
        new RegExp(`^ {2}${synopsis.replaceAll(/[[\]]/g, String.raw`\$&`)} +${summary}$`, "m"),
      );
  });

  test.each(names)("of %s describes it, its options, and the options of all commands", async (name) => {
    const { stdout, exitCode } = await run(["help", name]);
    expect(stdout).toMatch(/^Usage: .+\n\n[A-Z][^.]+\./);
    expect(stdout).toContain("--base-url <url>");
    expect(exitCode).toBe(0);
  });

  test.each(names)("of %s has an example", async (name) => {
    const { stdout } = await run([name, "--help"]);
    const [, examples = ""] = stdout.split("\nExamples:\n");
    expect(examples).toContain(`dreambooth-sandbox ${name}`);
  });

  test("is shown without a command", async () => {
    const { stderr, exitCode } = await run([]);
    expect(stderr).toMatch(/^Usage: dreambooth-sandbox /);
    expect(exitCode).toBe(2);
  });

  test("shows durations as they are written", async () => {
    const { stdout } = await run(["help", "wait"]);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("(default: 2h)");
  });
});

test.each(["tcsh", ""])("complete refuses the shell %j", async (shell) => {
  const { stderr, exitCode } = await run(["complete", shell]);
  expect(stderr).toContain("The shell must be one of bash, zsh, fish, powershell.");
  expect(exitCode).toBe(2);
});
