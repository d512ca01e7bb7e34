import { opendir } from "node:fs/promises";
import { join } from "node:path";
import type { Intent } from "../intent.ts";
import { hasCode } from "./durable-files.ts";
import { readLatest } from "./versions.ts";

const FIRST_VERSION = /^([0-9a-f]{64})\.1\.json$/;

/**
 * Yields every intent in a folder; none if the folder does not exist.
 *
 * @throws AggregateError at the end, with an error for each file that is damaged.
 */
export async function* listIntents(folder: string): AsyncGenerator<Intent, void> {
  const damages: unknown[] = [];
  for await (const name of listNames(folder)) {
    try {
      const { intent } = await readLatest(join(folder, name));
      if (intent) yield intent;
    } catch (error) {
      damages.push(error);
    }
  }
  if (damages.length > 0) throw new AggregateError(damages, damages.map(String).join("\n"));
}

async function* listNames(folder: string): AsyncGenerator<string, void> {
  try {
    for await (const { name } of await opendir(folder)) {
      const [, base] = FIRST_VERSION.exec(name) ?? [];
      if (base !== undefined) yield base;
    }
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
  }
}
