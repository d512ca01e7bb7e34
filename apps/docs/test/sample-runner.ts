import { execFile, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SampleLanguage } from "../src/sample-languages/sample-language.ts";

const RUNS = join(import.meta.dirname, "../.artifacts/samples");

/** A language with the program that runs its samples on this machine. */
export interface InstalledLanguage {
  language: SampleLanguage;
  program: string;
}

/** Returns the program for a language's samples, or undefined if none has what they need. */
export function findProgram({ programs, probe }: SampleLanguage): string | undefined {
  return programs.map(pathOf).find((program) => spawnSync(program, probe, { stdio: "ignore" }).status === 0);
}

/** The tests run on the version of Node that this project needs, which may not be the first in PATH. */
function pathOf(program: string): string {
  return program === "node" ? process.execPath : program;
}

export interface SampleRun {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a sample as a reader does: saved to a file of its name, with the key in the environment. */
export async function runSample(
  operationId: string,
  { language, program }: InstalledLanguage,
  text: string,
  { args = [], env }: { args?: string[]; env: Record<string, string> },
): Promise<SampleRun> {
  await mkdir(RUNS, { recursive: true });
  const folder = await mkdtemp(join(RUNS, "run-"));
  const file = join(folder, `${operationId}.${language.extension}`);
  await writeFile(file, text);
  try {
    return await execute(program, [...language.testArguments, file, ...args], env);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function execute(command: string, args: string[], env: Record<string, string>): Promise<SampleRun> {
  const inherited = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", LANG: "C.UTF-8" };
  return new Promise((resolve) => {
    execFile(command, args, { env: { ...inherited, ...env } }, (error, stdout, stderr) => {
      const code = typeof error?.code === "number" ? error.code : error ? -1 : 0;
      resolve({ code, stdout, stderr });
    });
  });
}
