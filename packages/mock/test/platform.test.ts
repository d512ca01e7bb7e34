import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

const SOURCES = join(import.meta.dirname, "../src");
/** What a mock without Prism and without Node.js is made of. */
const PORTABLE = [
  "contract/contract.ts",
  "exchange.ts",
  "faults",
  "hash-text.ts",
  "http/control/control.ts",
  "http/in-process.ts",
  "life-cycle",
  "mock-core.ts",
  "operations",
  "sessions",
  "webhooks/webhooks.ts",
];

async function listFiles(path: string): Promise<string[]> {
  if (path.endsWith(".ts")) return [path];
  return (await readdir(join(SOURCES, path))).map((name) => join(path, name));
}

test.each(PORTABLE)("%s needs neither Node.js nor Prism", async (path) => {
  for (const file of await listFiles(path)) {
    const text = await readFile(join(SOURCES, file), "utf8");
    const imported = [...text.matchAll(/^import (?!type).* from "([^"]+)"/gm)].map(([, name]) => name);
    const foreign = imported.filter((name) => name?.startsWith("node:") || name?.startsWith("@stoplight/"));
    const [global] = /\b(Buffer|NodeJS|process|setImmediate)\b(?!-)/.exec(withoutComments(text)) ?? [];
    expect({ file, foreign, global }).toEqual({ file, foreign: [], global: undefined });
  }
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
}
