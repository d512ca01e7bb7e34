import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { trainArgs } from "../contract.ts";
import { createFolder, run } from "../run.ts";
import { openTerminal } from "./pty/terminal.ts";
import { addCommand, runInShell } from "./shell.ts";

const PROMPT = "ready>";
const TAB = "\t";
const CLEAR_LINE = "\u0015";

/** Opens an interactive bash that has sourced the completion script. */
async function openShell(stateHome: string) {
  const binaries = await addCommand(stateHome);
  const startUpFile = join(stateHome, "bashrc");
  await writeFile(startUpFile, `source <(dreambooth-sandbox complete bash)\nPS1='${PROMPT}'\n`);
  const terminal = openTerminal([], {
    words: ["bash", "--rcfile", startUpFile, "-i"],
    env: { PATH: `${binaries}:${process.env["PATH"]}`, XDG_STATE_HOME: stateHome, HISTFILE: "" },
    columns: 160,
  });
  await terminal.shows(PROMPT);
  return terminal;
}

test("bash completes commands, options, and training ids from the journal", async () => {
  await using folder = await createFolder();
  await run(trainArgs, { stateHome: folder.path });
  await using terminal = await openShell(folder.path);
  for (const [typed, completed] of [
    ["tr", "train "],
    ["train --max", "train --max-train-steps "],
    ["wait --key", "wait --key-file "],
    ["wait ", "wait F5jvdzGnYi "],
    ["status F5", "status F5jvdzGnYi "],
  ]) {
    terminal.type(`dreambooth-sandbox ${typed}${TAB}`);
    const line = `${PROMPT}dreambooth-sandbox ${completed}`.trimEnd();
    await terminal.shows(line);
    expect(terminal.rows()).toContain(line);
    terminal.type(CLEAR_LINE);
  }
});

test("bash completes the ids of intents that are not settled", async () => {
  await using folder = await createFolder();
  const { path: stateHome } = folder;
  await run(trainArgs, { stateHome, fetch: async () => new Response("", { status: 502 }) });
  const { stdout } = await run(["list", "--json"], { stateHome });
  await using terminal = await openShell(stateHome);
  terminal.type(`dreambooth-sandbox resolve ${TAB}`);
  const line = `${PROMPT}dreambooth-sandbox resolve ${JSON.parse(stdout).intentId}`;
  await terminal.shows(line);
  expect(terminal.rows()).toContain(line);
});

test.each(["bash", "zsh", "fish", "powershell"])("there is a script for %s", async (shell) => {
  await using folder = await createFolder();
  const script = `dreambooth-sandbox complete ${shell}`;
  const { stdout, exitCode } = await runInShell(script, { folder: folder.path });
  expect(stdout).toContain(`${shell} completion for dreambooth-sandbox`);
  expect(stdout).toMatch(/dreambooth-sandbox complete/);
  expect(exitCode).toBe(0);
});
