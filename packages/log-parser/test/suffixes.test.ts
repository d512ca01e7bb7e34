import { parseLog } from "@dreambooth-sandbox/log-parser";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

/** The fields of the only entry of a log, without its text and position. */
function fieldsOf(text: string): object | undefined {
  const [entry, ...others] = parseLog(text).entries;
  expect(others).toStrictEqual([]);
  if (!entry) return undefined;
  const { raw: _raw, start: _start, end: _end, ...fields } = entry;
  return fields;
}

describe("the suffixes of a step", () => {
  const STEP = "Step:2 Training Done, 4 Steps to go : ETA : 15 minutes";
  const FIELDS = { kind: "step", number: 2, title: "Training Done", stepsToGo: 4, etaMs: 900_000 };

  test.each([
    ["none", "", { details: {} }],
    ["an unknown one", " | Queue position : 4", { details: { "Queue position": "4" } }],
    [
      "an unknown one before the elapsed time",
      " | Queue position : 4 | Time Elapsed : 12.5",
      { details: { "Queue position": "4", "Time Elapsed": "12.5" }, elapsedMs: 12_500 },
    ],
    [
      "an unknown one after the elapsed time",
      " | Time Elapsed : 2 minutes | GPU : A100, 80 GB",
      { details: { "Time Elapsed": "2 minutes", GPU: "A100, 80 GB" }, elapsedMs: 120_000 },
    ],
    ["no white space", "|Queue position:4|x:", { details: { "Queue position": "4", x: "" } }],
    ["a value with colons", " | Started : 12:30:00 : UTC", { details: { Started: "12:30:00 : UTC" } }],
    ["an address as the value", " | Log : https://host/n", { details: { Log: "https://host/n" } }],
    ["an empty value", " | Note : | GPU : A100", { details: { Note: "", GPU: "A100" } }],
    ["an empty name", " | : 4 | :", { details: {} }],
    ["no colon", " | waiting | GPU : A100", { details: { GPU: "A100" } }],
    ["an address without a name", " | see https://host/new", { details: {} }],
    ["a name twice", " | GPU : A100 | GPU : H100", { details: { GPU: "H100" } }],
    [
      "the elapsed time twice, the last without a duration",
      " | Time Elapsed : 1 | Time Elapsed : soon",
      { details: { "Time Elapsed": "soon" }, elapsedMs: 1000 },
    ],
    [
      "a known name in another case",
      " | time elapsed : 3",
      { details: { "time elapsed": "3" }, elapsedMs: 3000 },
    ],
    ["an unknown unit", " | Time Elapsed : 5 parsecs", { details: { "Time Elapsed": "5 parsecs" } }],
    ["colors", " | \u001b[1mGPU\u001b[0m : \u001b[32mA100\u001b[0m", { details: { GPU: "A100" } }],
    ["text before the first bar", " (a : b) | GPU : A100", { details: { GPU: "A100" } }],
  ])("are read with %s", (_, suffixes, expected) => {
    expect(fieldsOf(STEP + suffixes)).toStrictEqual({ ...FIELDS, ...expected });
  });

  test("are read without an estimate before them", () => {
    expect(fieldsOf("Step:5 A, 1 More Steps to go | GPU : A100")).toMatchObject({ details: { GPU: "A100" } });
  });

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "0"])(
    "can have the name %s",
    (name) => {
      const fields = fieldsOf(`${STEP} | ${name} : 4`) as { details: object };
      expect(Object.entries(fields.details)).toStrictEqual([[name, "4"]]);
      expect(Object.getPrototypeOf(fields.details)).toBe(Object.prototype);
    },
  );

  test("are all read, in any number and order", () => {
    const word = fc.stringMatching(/^[a-zA-Z0-9 _.,()-]*[a-zA-Z][a-zA-Z0-9 _.,()-]*$/);
    const suffix = fc.tuple(
      fc.oneof(word, fc.constantFrom("Time Elapsed", "__proto__")),
      fc.oneof(word, fc.constantFrom("", "4", "12.5 seconds", "a:b : c")),
    );
    fc.assert(
      fc.property(fc.array(suffix), (suffixes) => {
        const text = suffixes.map(([name, value]) => ` | ${name} : ${value}`).join("");
        const details = Object.fromEntries(suffixes.map(([name, value]) => [name.trim(), value.trim()]));
        const fields = fieldsOf(STEP + text) as { details: object };
        expect(Object.entries(fields.details)).toStrictEqual(Object.entries(details));
        expect(fields).toMatchObject(FIELDS);
      }),
    );
  });
});

describe("the suffixes of a failure", () => {
  test.each([
    ["an exception alone", "boom", "boom", {}],
    ["the elapsed time", "Time Elapsed : 12.5 | boom", "boom", { "Time Elapsed": "12.5" }],
    ["no exception", "Time Elapsed : 12.5", "Training model", { "Time Elapsed": "12.5" }],
    ["an empty exception", "Time Elapsed : 12.5 | ", "Training model", { "Time Elapsed": "12.5" }],
    [
      "unknown ones before and after the elapsed time",
      "Queue position : 4 | Time Elapsed : 12.5 | GPU : A100 | boom",
      "boom",
      { "Queue position": "4", "Time Elapsed": "12.5", GPU: "A100" },
    ],
    [
      "an exception with a colon",
      "Time Elapsed : 12.5 | KeyError: 'x' | line 3",
      "KeyError: 'x' | line 3",
      { "Time Elapsed": "12.5" },
    ],
    [
      "an exception that looks like a suffix",
      "Time Elapsed : 12.5 | Error : out of memory",
      "Error : out of memory",
      { "Time Elapsed": "12.5" },
    ],
    [
      "an exception that is an address",
      "Time Elapsed : 12.5 | https://host/n | 403",
      "https://host/n | 403",
      { "Time Elapsed": "12.5" },
    ],
    [
      "suffixes after the exception, which contains them",
      "boom | Time Elapsed : 12.5 | GPU : A100",
      "boom | Time Elapsed : 12.5 | GPU : A100",
      {},
    ],
    ["an empty name", ": 4 | boom", ": 4 | boom", {}],
    ["a known name before an address", "Time Elapsed ://host | x", "Time Elapsed ://host | x", {}],
    ["two bars in a row", "Time Elapsed:12.5 || boom", "| boom", { "Time Elapsed": "12.5" }],
  ])("are read with %s", (_, text, reason, details) => {
    const elapsed = "Time Elapsed" in details ? { elapsedMs: 12_500 } : {};
    const expected = { kind: "failure", reason, details, ...elapsed };
    expect(fieldsOf(`1. [Training model] | ${text}`)).toStrictEqual(expected);
  });

  test.each(["Training Failed", "uploading model failed"])("are part of the exception after %s", (words) => {
    const exception = "boom | Time Elapsed : 12.5 | GPU : A100";
    expect(fieldsOf(`${words}: ${exception}`)).toStrictEqual({
      kind: "failure",
      reason: exception,
      details: {},
    });
  });

  test("take no part of an exception that contains no spaced colon", () => {
    const piece = fc.constantFrom(
      "a",
      "KeyError: 'x'",
      "|",
      "||",
      ":",
      "::",
      "x :y",
      "https://host/new",
      " ",
      "[Errno 28]",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const exception = pieces.join("").trim();
        fc.pre(exception !== "" && !/\s:\s/.test(exception));
        expect(fieldsOf(`3. [Compressing tar] | Time Elapsed : 3 | ${exception}`)).toStrictEqual({
          kind: "failure",
          reason: exception,
          details: { "Time Elapsed": "3" },
          elapsedMs: 3000,
        });
      }),
    );
  });
});
