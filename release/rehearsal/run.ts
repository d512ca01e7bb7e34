import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** How long one command may take. */
const TIMEOUT_MS = 5 * 60_000;

export interface RunResult {
  stdout: string;
  stderr: string;
}

/** Runs a command to its end. Throws with everything that it printed if its exit code is not 0. */
export async function run(
  command: string,
  args: readonly string[],
  { cwd, env = process.env }: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<RunResult> {
  try {
    return await execute(command, args, { cwd, env, timeout: TIMEOUT_MS, maxBuffer: 64_000_000 });
  } catch (error) {
    const { stdout, stderr, message } = error as Error & RunResult;
    throw new Error([message.split("\n", 1)[0], stdout, stderr].join("\n").trim(), { cause: error });
  }
}
