import { parseLog } from "@dreambooth-sandbox/log-parser";

const DOCUMENTED =
  " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes /n Step:3 Model Uploading, 3 Steps to go : ETA : 10 minutes /n  /n Step:4 Model Uploaded, 2 Steps to go : ETA : 5 minutes /n Model loaded successfully";

const WORKER = `
Step:1 Training Started, 5 More Steps to go : ETA : 60 minutes | Time Elapsed : 12.34 seconds
Step:2 Training Done, 4 More Steps to go : ETA : 15 minutes | Time Elapsed : 1210.5 seconds
Step:3 Model Compressing, 3 More Steps to go : ETA : 25 minutes | Time Elapsed : 1300.07 seconds
Step:3 Model Uploading, 2 More Steps to go : ETA : 20 minutes | Time Elapsed : 1391.2 seconds
Step:4 Model Uploaded, 1 More Steps to go : ETA : 10 minutes | Time Elapsed : 1500.77`;

export const MEGABYTE = 1_000_000;

/** Returns a text as a response body has it: flat, not a rope of repeated pieces. */
export function flatten(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}

/** Repeats `unit` up to about `length` characters. */
export function repeat(unit: string, length: number): string {
  return flatten(unit.repeat(Math.max(1, Math.floor(length / unit.length))));
}

export const LOGS = {
  "documented log, one response": flatten(DOCUMENTED),
  "documented log, 1 MB": repeat(DOCUMENTED, MEGABYTE),
  "worker's log, one response": flatten(WORKER),
  "worker's log, 1 MB": repeat(WORKER, MEGABYTE),
};

export const PATHOLOGICAL = ["/n", " ", "Step:", "1", ":", " /n", "\\n", "Step:1 ", "1 ", "|"];

/** Long single entries. A pattern that can match them in many ways would take quadratic time or longer. */
export const LONG_ENTRIES: Record<string, (length: number) => string> = {
  "a step of digits": (length) => `Step:${"1".repeat(length)}`,
  "a step of blanks": (length) => `Step:1 a${" ".repeat(length)}b, 5 Steps to go`,
  "a step of numbers": (length) => `Step:1 ${"1 ".repeat(length / 2)}`,
  "a step of commas": (length) => `Step:1 a${", ".repeat(length / 2)}b`,
  "a step of bars": (length) => `Step:1 a, 5 Steps to go${" |".repeat(length / 2)}`,
  "a step of suffixes": (length) => `Step:1 a, 5 Steps to go${" | a : b".repeat(length / 8)}`,
  "a step of distinct suffixes": (length) =>
    `Step:1 a, 5 Steps to go${Array.from({ length: length / 13 }, (_, i) => ` | a${i} : b`).join("")}`,
  "a suffix of blanks": (length) =>
    `Step:1 a, 5 Steps to go |${" ".repeat(length / 2)}a${" ".repeat(length / 2)}`,
  "an amount of blanks": (length) => `Step:1 a, 5 Steps to go : ETA : 5${" ".repeat(length)}x`,
  "a failure of suffixes": (length) => `1. [Training model]${" | a : b".repeat(length / 8)}`,
  "a failure of blanks": (length) =>
    `1. [Training model] |${" ".repeat(length / 2)}a${" ".repeat(length / 2)}`,
  "a failure of colons": (length) => `1. [Training model] | a :${" : ".repeat(length / 3)}`,
  "a failure of brackets": (length) => `1. [${"[".repeat(length)}`,
  "control sequences": (length) => "\u001b[1".repeat(length / 3),
};

export function resultOf(text: string): string {
  return flatten(JSON.stringify(parseLog(text)));
}
