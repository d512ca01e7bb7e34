import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Runs a command to its end and returns what it printed; throws with its error output if it fails. */
export async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const options = { cwd, env, timeout: 180_000, maxBuffer: 16_000_000 };
  const { stdout } = await execute(command, args, options);
  return stdout;
}
