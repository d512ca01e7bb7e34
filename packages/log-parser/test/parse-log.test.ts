import { parseLog } from "@dreambooth-sandbox/log-parser";
import type { LogEntry } from "@dreambooth-sandbox/log-parser";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { anyText } from "./log-text.ts";

const SEPARATORS_ONLY = /^(?:\s|\/n|\\n)*$/;

test("every string is kept: entries in order, with only separators and white space between them", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      let end = 0;
      for (const entry of parseLog(text).entries) {
        expect(text.slice(end, entry.start)).toMatch(SEPARATORS_ONLY);
        expect(entry.raw).not.toBe("");
        expect(text.slice(entry.start, entry.end)).toBe(entry.raw);
        end = entry.end;
      }
      expect(text.slice(end)).toMatch(SEPARATORS_ONLY);
    }),
    { numRuns: 2000 },
  );
});

test.each([undefined, null, 42, ["Step:1"], {}])(
  "parseLog throws a TypeError with the type of %j",
  (value) => {
    expect(() => parseLog(value as never)).toThrow(TypeError);
    expect(() => parseLog(value as never)).toThrow(`must be a string (got ${typeof value})`);
  },
);

test("a log is plain JSON data", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const log = parseLog(text);
      expect(JSON.parse(JSON.stringify(log))).toStrictEqual(log);
    }),
  );
});

const STEPS = fc.record({
  number: fc.nat(20),
  title: fc.constantFrom("Training Started", "Training  ", "a, b: c", "v", "", ","),
  toGo: fc.nat(20),
  more: fc.constantFrom("", "More "),
  eta: fc.constantFrom("1", "025", "99999999999999999999"),
  separator: fc.constantFrom("\n", "\r\n", " /n ", " \n"),
  elapsed: fc.constantFrom(
    "",
    " | Time Elapsed : 12.34",
    " | Time Elapsed : 3.5 seconds",
    " | Time Elapsed : 7 seconds",
    " | x",
    " | Queue position : 4 | Time Elapsed : 3.5",
  ),
});

const fieldsOf = (text: string) =>
  parseLog(text).entries.map(({ raw: _raw, start: _start, end: _end, ...fields }: LogEntry) => fields);

test("a step has the same fields in another case and with other spacing", () => {
  fc.assert(
    fc.property(STEPS, ({ number, title, toGo, more, eta, elapsed, separator }) => {
      const usual = `Step:${number} ${title}, ${toGo} ${more}Steps to go : ETA : ${eta} minutes${elapsed}${separator}`;
      const other = `Step : ${number} ${title}, ${toGo} ${more}steps to go : ETA : ${eta} Minutes${elapsed}${separator}`;
      expect(fieldsOf(usual)).toStrictEqual(fieldsOf(other));
    }),
    { numRuns: 500 },
  );
});

test("a color inside a title is in the raw text only", () => {
  const log = parseLog("Step:1 \u001b[mTraining\u001b[m Started, 5 Steps to go : ETA : 30 minutes\n");
  expect(log.entries).toMatchObject([{ kind: "step", title: "Training Started", etaMs: 1_800_000 }]);
});
