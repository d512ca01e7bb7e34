import { diffLogs, parseLog } from "@dreambooth-sandbox/log-parser";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { logText } from "./log-text.ts";

const rawsOf = (before: string, after: string) =>
  diffLogs(parseLog(before), parseLog(after)).map((entry) => entry.raw);

test.each([
  ["nothing when nothing changed", "a\nb", "a\nb", []],
  ["nothing when only the separators changed", "a\nb", " /n a /n b /n ", []],
  ["everything of the first log", "", "a\nb", ["a", "b"]],
  ["what was appended", "a\nb", "a\nb\nc", ["c"]],
  ["an earlier line that was rewritten, and no later one", "a\nb\nc", "a\nB\nc", ["B"]],
  ["a line that was inserted", "a\nc", "a\nb\nc", ["b"]],
  ["a line that is repeated once more", "a\na", "a\na\na", ["a"]],
  ["a line that was cut off before", "a\nStep:2 Trai", "a\nStep:2 Training Done", ["Step:2 Training Done"]],
  ["nothing when lines vanish", "a\nb", "b", []],
])("diffLogs returns %s", (_, before, after, expected) => {
  expect(rawsOf(before, after)).toStrictEqual(expected);
});

test("diffLogs returns the entries of the later log itself, in its order", () => {
  const after = parseLog("a\nStep:1 A, 2 Steps to go\nb");
  expect(diffLogs(parseLog("b"), after)).toStrictEqual(after.entries.slice(0, 2));
});

test("diffLogs returns exactly the appended entries", () => {
  fc.assert(
    fc.property(logText, logText, (before, added) => {
      const appended = parseLog(added).entries.map((entry) => entry.raw);
      expect(rawsOf(before, `${before}\n${added}`)).toStrictEqual(appended);
    }),
  );
});
