import { type FileHandle, open } from "node:fs/promises";
import type { CommandContext, GlobalOptions } from "../command-context.ts";
import { CommandError, usageError } from "../output/command-error.ts";
import { ask, canAsk } from "../terminal/ask.ts";

const OTHERS = 0o077;
const HOW_TO_GIVE = "Set DREAMBOOTH_SANDBOX_API_KEY, or use --key-file <file>.";

/**
 * Returns the API key: from `--key-file`, from the environment, or from a prompt, in this order.
 *
 * @throws CommandError if there is none, or if others can read the file.
 */
export async function readApiKey(context: CommandContext, { keyFile }: GlobalOptions): Promise<string> {
  const given =
    keyFile === undefined ? context.env["DREAMBOOTH_SANDBOX_API_KEY"] : await readKeyFile(keyFile);
  const key = (given || (await askForKey(context)))?.trim();
  if (!key) throw missingKey(`The API key is missing. ${HOW_TO_GIVE}`);
  return key;
}

async function readKeyFile(path: string): Promise<string> {
  const text = await readPrivateFile(path);
  if (text.trim() === "") throw missingKey(`The key file ${path} is empty.`);
  return text;
}

/** Checks and reads the same file, also if the path leads to another one in between. */
async function readPrivateFile(path: string): Promise<string> {
  const fail = (cause: Error): never => {
    throw usageError(`The key file ${path} could not be read: ${cause.message}.`, { cause });
  };
  const file = await open(path, "r").catch(fail);
  try {
    if (await canOthersUse(file))
      throw usageError(`Other users can use the key file ${path}. Run: chmod 600 ${path}`);
    return await file.readFile("utf8").catch(fail);
  } finally {
    await file.close();
  }
}

/** Windows has no such permissions: Node reports there that everyone can read every file. */
async function canOthersUse(file: FileHandle): Promise<boolean> {
  return process.platform !== "win32" && ((await file.stat()).mode & OTHERS) !== 0;
}

async function askForKey(context: CommandContext): Promise<string | undefined> {
  return canAsk(context) ? ask(context, "API key (not shown): ", { hidden: true }) : undefined;
}

function missingKey(message: string): CommandError {
  return new CommandError(message, { code: "authentication_failed", exit: "usage" });
}
