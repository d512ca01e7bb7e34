import { execFile } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { command } from "./command.ts";

/** What a shell script did. */
export interface ShellResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs a bash script in a folder. Its `dreambooth-sandbox` is this package's command. */
export async function runInShell(
  script: string,
  { folder, env = {} }: { folder: string; env?: NodeJS.ProcessEnv },
): Promise<ShellResult> {
  const binaries = await addCommand(folder);
  return new Promise((resolve) => {
    const environment = { PATH: `${binaries}:${process.env["PATH"]}`, XDG_STATE_HOME: folder, ...env };
    execFile("bash", ["--norc", "-c", script], { cwd: folder, env: environment }, (error, stdout, stderr) =>
      resolve({ exitCode: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

/** Adds a program `dreambooth-sandbox` below a folder, and returns the entry for the search path. */
export async function addCommand(folder: string): Promise<string> {
  const binaries = join(folder, "bin");
  await mkdir(binaries, { recursive: true });
  const file = join(binaries, "dreambooth-sandbox");
  const words = command.map((word) => `'${word}'`).join(" ");
  await writeFile(file, `#!/bin/sh\nexec ${words} "$@"\n`);
  await chmod(file, 0o755);
  return binaries;
}

/** Returns words as one line for a shell. */
export function quote(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(" ");
}
