import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Runs a command to its end and gives what it printed; throws with its error output when it fails. */
export async function run(command: string, args: string[], cwd: string): Promise<string> {
  const { stdout } = await execute(command, args, { cwd, timeout: 60_000, maxBuffer: 16_000_000 });
  return stdout;
}
