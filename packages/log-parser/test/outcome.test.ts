import { parseLog } from "@dreambooth-sandbox/log-parser";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entryText, logText } from "./log-text.ts";

const STEP = "Step:4 A, 1 Steps to go";
const SUCCESS = "Model loaded successfully";
const FAILURE = "Training Failed: boom";
const ESTIMATE = "it will take upto 25 minutes.";
const UNKNOWN = "1. [epoch 3] | loss 0.1";

describe("the outcome", () => {
  test.each([
    ["running", 0, []],
    ["running", 0, [ESTIMATE]],
    ["running", 0, [UNKNOWN]],
    ["running", 0.8, [STEP]],
    ["succeeded", 1, [SUCCESS]],
    ["failed", 0, [FAILURE]],
    ["running", 0.8, [FAILURE, STEP]],
    ["succeeded", 1, [FAILURE, SUCCESS]],
    ["failed", 0.8, [STEP, SUCCESS, FAILURE]],
    ["running", 0.8, [SUCCESS, STEP]],
    ["failed", 0.8, [STEP, FAILURE, ESTIMATE, UNKNOWN]],
    ["succeeded", 1, [SUCCESS, ESTIMATE, UNKNOWN]],
    ["failed", 0.8, [STEP, FAILURE, "Step:1 A, 5 Steps to go", FAILURE]],
  ])("is %s with progress %d after %j", (outcome, progress, lines) => {
    expect(parseLog(lines.join("\n"))).toMatchObject({ outcome, progress });
  });

  test("is running after a step that cannot be read as one, whatever it is", () => {
    expect(parseLog("Step:7 No count").outcome).toBe("running");
    expect(parseLog(`${FAILURE}\nStep:7 No count`).outcome).toBe("failed");
  });
});

describe("a line with a stage in brackets", () => {
  test.each([
    "Training model",
    "Creating test image",
    "Compressing tar",
    "Invalid images, make sure its png files",
    "uploading model to s3",
  ])("is a failure for the stage %s", (stage) => {
    for (const line of [`1. [${stage}] | boom`, `12.[ ${stage.toUpperCase()} ]| boom`]) {
      expect(parseLog(line).entries).toMatchObject([{ kind: "failure", reason: "boom" }]);
    }
  });

  test.each([
    "1. [epoch 3] | loss 0.1",
    "1. [epoch 3] | Time Elapsed : 3 | boom",
    "1. [Training model 2] | Time Elapsed : 3 | boom",
    "1. [Training model",
    "1. [Training model]",
    "1. [Training model] boom",
    "1. [] | boom",
  ])("is unknown: %s", (line) => {
    expect(parseLog(line)).toMatchObject({ entries: [{ kind: "unknown", raw: line }], outcome: "running" });
  });
});

describe("progress", () => {
  test("is between 0 and 1, and 1 only if the training succeeded", () => {
    fc.assert(
      fc.property(logText, (text) => {
        const { progress, outcome } = parseLog(text);
        expect(progress).toBeGreaterThanOrEqual(0);
        expect(progress).toBeLessThanOrEqual(1);
        expect(progress === 1).toBe(outcome === "succeeded");
      }),
    );
  });

  test("does not decrease while lines are appended to a log that has not succeeded", () => {
    fc.assert(
      fc.property(fc.array(entryText, { minLength: 1, maxLength: 20 }), (lines) => {
        const before = parseLog(lines.slice(0, -1).join("\n"));
        const after = parseLog(lines.join("\n"));
        fc.pre(before.outcome !== "succeeded");
        expect(after.progress).toBeGreaterThanOrEqual(before.progress);
      }),
    );
  });

  test("does not decrease while the worker's log arrives letter by letter", () => {
    const text =
      "it will take upto 25 minutes. /n Step:1 Training Started, 5 More Steps to go : ETA : 60 minutes | Time Elapsed : 12.34 seconds /n 2. [Creating test image] | x /n Step:3 Model Compressing, 3 More Steps to go\\nStep:3 Model Uploading, 2 More Steps to go /n Model loaded successfully /n \\n";
    const progress = Array.from(text, (_, index) => parseLog(text.slice(0, index + 1)).progress);
    expect(progress).toStrictEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
  });

  test("does not decrease when each step is rewritten with no lower number and no more steps to go", () => {
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

  test("is below 1 for the greatest step number that can be read", () => {
    expect(parseLog(`Step:${9e15 - 1} A, 0 Steps to go`).progress).toBeLessThan(1);
    expect(parseLog(`Step:${9e15 - 1} A, 0 Steps to go`).progress).toBeGreaterThan(0.999);
  });
});
