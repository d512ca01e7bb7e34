import { readFileSync } from "node:fs";
import * as api from "@dreambooth-sandbox/log-parser";
import { expect, test } from "vitest";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/^```ts\n([^]*?)^```/gm)].map(([, code]) => String(code));
const AsyncFunction = (async () => {}).constructor as new (
  ...args: string[]
) => (exports: typeof api, console: unknown) => Promise<void>;

/** Runs an example and returns what it prints, in the notation of its comments. */
async function print(code: string): Promise<string[]> {
  const lines: string[] = [];
  const log = (...values: unknown[]) => lines.push(values.map((value) => JSON.stringify(value)).join(" "));
  const body = code.replaceAll(
    /^import (\{.*?\}) from "@dreambooth-sandbox\/log-parser";$/gm,
    "const $1 = api;",
  );
  await new AsyncFunction("api", "console", body)(api, { log });
  return lines;
}

test("the README has its examples", () => {
  expect(examples).toHaveLength(4);
});

test.each(examples)("README example %# prints what its comments show", async (code) => {
  const expected = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text);
  expect(await print(code)).toStrictEqual(expected);
});
