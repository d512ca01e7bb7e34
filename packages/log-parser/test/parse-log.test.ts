import { parseLog } from "@dreambooth-sandbox/log-parser";
import type { LogEntry } from "@dreambooth-sandbox/log-parser";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { anyText, entryText, logText } from "./log-text.ts";

const SEPARATORS_ONLY = /^(?:\s|\/n|\\n)*$/;

test("any string is kept: entries in order, separators and white space between them", () => {
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

test.each([undefined, null, 42, ["Step:1"], {}])("%j is refused with what it is", (value) => {
  expect(() => parseLog(value as never)).toThrow(TypeError);
  expect(() => parseLog(value as never)).toThrow(`not ${typeof value}`);
});

test("every number is finite", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const log = parseLog(text);
      expect(JSON.parse(JSON.stringify(log))).toStrictEqual(log);
    }),
  );
});

test("progress is from 0 to 1, and 1 only when the training has succeeded", () => {
  fc.assert(
    fc.property(logText, (text) => {
      const { progress, outcome } = parseLog(text);
      expect(progress).toBeGreaterThanOrEqual(0);
      expect(progress === 1).toBe(outcome === "succeeded");
      expect(progress).toBeLessThanOrEqual(1);
    }),
  );
});

test("progress never goes back while entries are appended", () => {
  fc.assert(
    fc.property(fc.array(entryText, { maxLength: 20 }), (entries) => {
      const progress = entries.map((_, index) => parseLog(entries.slice(0, index + 1).join("\n")).progress);
      expect(progress).toStrictEqual(progress.toSorted((a, b) => a - b));
    }),
  );
});

test("progress never goes back while the worker's log arrives letter by letter", () => {
  const text =
    "it will take upto 25 minutes. /n Step:1 Training Started, 5 More Steps to go : ETA : 60 minutes | Time Elapsed : 12.34 seconds /n Step:3 Model Compressing, 3 More Steps to go\\nStep:3 Model Uploading, 2 More Steps to go /n Model loaded successfully /n \\n Training Failed: late";
  const progress = Array.from(text, (_, index) => parseLog(text.slice(0, index + 1)).progress);
  expect(progress).toStrictEqual(progress.toSorted((a, b) => a - b));
  expect(progress.at(-1)).toBe(1);
});

test("progress never goes back when steps are rewritten with no lower number and no more to go", () => {
  const step = fc.record({ number: fc.nat(50), toGo: fc.nat(50), ahead: fc.nat(9), done: fc.nat(9) });
  const write = (number: number, toGo: number) => `Step:${number} A, ${toGo} Steps to go`;
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const before = steps.map(({ number, toGo }) => write(number, toGo)).join("\n");
      const after = steps.map((s) => write(s.number + s.ahead, Math.max(0, s.toGo - s.done))).join("\n");
      expect(parseLog(after).progress).toBeGreaterThanOrEqual(parseLog(before).progress);
    }),
  );
});

const USUAL = fc.record({
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
  ),
});

const fieldsOf = (text: string) =>
  parseLog(text).entries.map(({ raw: _raw, start: _start, end: _end, ...fields }: LogEntry) => fields);

test("a step reads the same in the service's own writing and in another case and spacing", () => {
  fc.assert(
    fc.property(USUAL, ({ number, title, toGo, more, eta, elapsed, separator }) => {
      const usual = `Step:${number} ${title}, ${toGo} ${more}Steps to go : ETA : ${eta} minutes${elapsed}${separator}`;
      const other = `Step : ${number} ${title}, ${toGo} ${more}steps to go : ETA : ${eta} Minutes${elapsed}${separator}`;
      expect(fieldsOf(usual)).toStrictEqual(fieldsOf(other));
    }),
    { numRuns: 500 },
  );
});

test("a colour inside a usual step's title is in its raw text alone", () => {
  const log = parseLog("Step:1 \u001b[mTraining\u001b[m Started, 5 Steps to go : ETA : 30 minutes\n");
  expect(log.entries).toMatchObject([{ kind: "step", title: "Training Started", etaMs: 1_800_000 }]);
});

test("a training that has succeeded stays so, whatever follows", () => {
  const log = parseLog("uploading model failed :reset\nModel loaded successfully\nTraining Failed: late");
  expect(log).toMatchObject({ outcome: "succeeded", progress: 1 });
});

test("a failure keeps the progress that was reached", () => {
  expect(parseLog("Step:4 A, 1 Steps to go\nTraining Failed: x\nStep:1 A, 5 Steps to go")).toMatchObject({
    outcome: "failed",
    progress: 0.8,
  });
});
