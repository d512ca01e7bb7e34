import { execFile, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SampleExtension } from "../src/sample-languages.ts";

const RUNS = join(import.meta.dirname, "../.artifacts/samples");

/** How each language runs a file, with warnings about deprecated modules made visible or fatal. */
const COMMANDS: Record<SampleExtension, [command: string, ...args: string[]]> = {
  sh: ["sh"],
  js: [process.execPath, "--throw-deprecation"],
  mjs: [process.execPath, "--throw-deprecation", "--conditions=@dreambooth-sandbox/source"],
  php: ["php", "-d", "error_reporting=-1", "-d", "display_errors=stderr"],
  py: [findPython(), "-W", "error::DeprecationWarning"],
  java: ["java"],
};

/** What must work for a language to be installed. Node is: it runs this. */
const PROBES: Partial<Record<SampleExtension, [command: string, ...args: string[]]>> = {
  sh: ["curl", "--version"],
  php: ["php", "-r", "curl_init();"],
  py: [findPython(), "-c", "import requests"],
  java: ["java", "--version"],
};

/** Whether the language, with the libraries that its samples need, is on this machine. */
export function isInstalled(extension: SampleExtension): boolean {
  const probe = PROBES[extension];
  return probe === undefined || succeeds(probe);
}

export interface SampleRun {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a sample as a reader does: saved to a file of its name, with the key in the environment. */
export async function runSample(
  operationId: string,
  extension: SampleExtension,
  text: string,
  { args = [], env }: { args?: string[]; env: Record<string, string> },
): Promise<SampleRun> {
  await mkdir(RUNS, { recursive: true });
  const folder = await mkdtemp(join(RUNS, "run-"));
  const file = join(folder, `${operationId}.${extension}`);
  await writeFile(file, text);
  const [command, ...options] = COMMANDS[extension];
  try {
    return await execute(command, [...options, file, ...args], env);
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

/** The first Python that has requests: version managers often put one without it before the system's. */
function findPython(): string {
  const pythons = ["python3", "/usr/bin/python3"];
  return pythons.find((python) => succeeds([python, "-c", "import requests"])) ?? "python3";
}

function succeeds([command, ...args]: [string, ...string[]]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
