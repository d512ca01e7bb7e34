import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Intent } from "../intent.ts";
import { createFile, hasCode } from "./durable-files.ts";
import { parseIntent } from "./parse-intent.ts";

/** An intent's present record, and how many versions there are. Without any, `version` is 0. */
interface Latest {
  version: number;
  intent?: Intent;
}

/**
 * Returns the name of an intent's files, without version: a hash, so that ids can have any characters and file systems can
 * ignore case. JSON escapes what UTF-8 cannot express, so that different ids have different names.
 */
export function nameOf(intentId: string): string {
  return createHash("sha256").update(JSON.stringify(intentId)).digest("hex");
}

/**
 * Reads the newest version of an intent. Versions have no gaps.
 *
 * @throws an error that names the file if it is damaged.
 */
export async function readLatest(base: string): Promise<Latest> {
  let version = 0;
  while (await exists(fileOf(base, version + 1))) version++;
  return version === 0 ? { version } : { version, intent: await readVersion(base, version) };
}

/** Adds a version. Returns `false` if another caller has already added it. */
export function addVersion(base: string, version: number, intent: Intent): Promise<boolean> {
  return createFile(fileOf(base, version), `${JSON.stringify(intent, undefined, 2)}\n`);
}

function fileOf(base: string, version: number): string {
  return `${base}.${version}.json`;
}

async function readVersion(base: string, version: number): Promise<Intent> {
  const file = fileOf(base, version);
  try {
    const intent = parseIntent(await readFile(file, "utf8"));
    if (nameOf(intent.intentId) !== basename(base)) throw new Error("its intentId belongs to another file");
    return intent;
  } catch (cause) {
    throw new Error(
      `The journal's file ${file} could not be read: ${String(cause)}. Restore it. If you delete it, its intent may be sent again.`,
      { cause },
    );
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}
