import { readdirSync, readFileSync } from "node:fs";
import { parseLog } from "@dreambooth-sandbox/log-parser";
import { expect, test } from "vitest";

const folder = new URL("vectors/", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".log"))
  .map((file) => file.slice(0, -".log".length));

test.each(names)("%s.log gives the result in its .json file", (name) => {
  const text = readFileSync(new URL(`${name}.log`, folder), "utf8");
  const expected: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
  const { text: kept, ...log } = parseLog(text);
  expect(kept).toBe(text);
  expect(log).toStrictEqual(expected);
});
