import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";

/** How a command ended. */
export interface CommandResult {
  exitCode: number;
  stdout: string;
  /** Standard output, then standard error. */
  output: string;
}

interface CommandOptions {
  folder: string;
  env?: Record<string, string>;
}

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const execute = promisify(execFile);

/** Runs a command and returns its exit code and output. A command that fails does not throw. */
export async function runCommand(
  command: string,
  args: readonly string[],
  { folder, env = {} }: CommandOptions,
): Promise<CommandResult> {
  const options = {
    cwd: folder,
    env: { ...withoutTestRunner(process.env), NO_COLOR: "1", DO_NOT_TRACK: "1", ...env },
    maxBuffer: MAX_OUTPUT_BYTES,
  };
  try {
    const { stdout, stderr } = await execute(command, args, options);
    return { exitCode: 0, stdout, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout: string; stderr: string };
    // A command that cannot be started, or that a signal ends, has no exit code.
    if (typeof code !== "number") throw error;
    return { exitCode: code, stdout, output: stdout + stderr };
  }
}

/** This runner's own variables would make a runner inside of it believe that it is one of its workers. */
function withoutTestRunner(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const entries = Object.entries(env).filter(
    ([name]) => !/^(VITEST|VITE_|NODE_ENV$|NODE_OPTIONS$)/.test(name),
  );
  return Object.fromEntries(entries);
}

/** Returns the result of a command that a test depends on. Throws if the command failed. */
export function requireSuccess(result: CommandResult): CommandResult {
  if (result.exitCode !== 0) throw new Error(`Exit code ${result.exitCode}: ${result.output}`);
  return result;
}
