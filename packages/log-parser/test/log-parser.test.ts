import { createLogParser, LogParserStream, MAX_ENTRY_LENGTH, parseLog } from "@dreambooth-sandbox/log-parser";
import type { LogEntry } from "@dreambooth-sandbox/log-parser";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { anyText } from "./log-text.ts";

const chunked = fc.tuple(anyText, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }));

function split(text: string, sizes: readonly number[]): string[] {
  const chunks: string[] = [];
  for (let at = 0; at < text.length;) {
    const size = sizes[chunks.length % sizes.length] ?? 1;
    chunks.push(text.slice(at, at + size));
    at += size;
  }
  return chunks;
}

function parseChunks(chunks: Iterable<string>): LogEntry[] {
  const parser = createLogParser();
  const entries = Array.from(chunks, (chunk) => parser.push(chunk)).flat();
  return [...entries, ...parser.end()];
}

test("chunks of any size give the entries of the whole log", () => {
  fc.assert(
    fc.property(chunked, ([text, sizes]) => {
      expect(parseChunks(split(text, sizes))).toStrictEqual(parseLog(text).entries);
    }),
    { numRuns: 2000 },
  );
});

test("LogParserStream gives the entries of the whole log", async () => {
  await fc.assert(
    fc.asyncProperty(chunked, async ([text, sizes]) => {
      const stream = ReadableStream.from(split(text, sizes)).pipeThrough(new LogParserStream());
      expect(await Array.fromAsync(stream)).toStrictEqual(parseLog(text).entries);
    }),
    { numRuns: 200 },
  );
});

test("LogParserStream rejects a chunk that is not a string", async () => {
  const bytes = ReadableStream.from([new Uint8Array(2)]) as unknown as ReadableStream<string>;
  await expect(Array.fromAsync(bytes.pipeThrough(new LogParserStream()))).rejects.toThrow(
    "must be a string (got object)",
  );
});

test.each(["\n", "\r", " /n ", " \\n ", "\\nStep:"])(
  "push returns an entry as soon as it receives %j",
  (separator) => {
    const parser = createLogParser();
    expect(parser.push("Step:1 A, 2 Steps to g")).toStrictEqual([]);
    expect(parser.push(`o${separator}`)).toMatchObject([{ kind: "step", stepsToGo: 2, start: 0, end: 23 }]);
  },
);

test.each([" /n", "\\n"])("push waits for the next chunk after %j", (text) => {
  const parser = createLogParser();
  expect(parser.push(`Training Failed: C:${text}`)).toStrictEqual([]);
  expect(parser.push("ew\n")).toMatchObject([{ kind: "failure", reason: `C:${text}ew` }]);
});

test("an entry of the maximum length is not cut", () => {
  const text = "Training Failed: ".padEnd(MAX_ENTRY_LENGTH, "x");
  expect(parseLog(`${text}\n`).entries).toMatchObject([{ kind: "failure", end: MAX_ENTRY_LENGTH }]);
});

const LONG = [
  "Training Failed: ".padEnd(3 * MAX_ENTRY_LENGTH + 5, "x"),
  `Step:1 A, 2 Steps to go ${" ".repeat(2 * MAX_ENTRY_LENGTH)}x`,
  `${"/".repeat(MAX_ENTRY_LENGTH - 1)} /n Step:1 A, 2 Steps to go`,
  `${"Training Failed: ".padEnd(MAX_ENTRY_LENGTH - 1, "y")} /n Step:1 A, 2 Steps to go`,
  `x${"🎨".repeat(MAX_ENTRY_LENGTH)}`,
  `${" ".repeat(2 * MAX_ENTRY_LENGTH)}Step:1 A, 2 Steps to go`,
  // The first "/n" is text, because of the last character of the piece before it.
  `${"x".repeat(MAX_ENTRY_LENGTH)}/n /ny`,
];

test.each(LONG)("an entry that is too long is cut at the same places in chunks (%#)", (text) => {
  const { entries } = parseLog(text);
  for (const size of [1000, 4095, MAX_ENTRY_LENGTH + 1, MAX_ENTRY_LENGTH + 2, MAX_ENTRY_LENGTH + 5]) {
    expect(parseChunks(split(text, [size]))).toStrictEqual(entries);
  }
  expect(Math.max(...entries.map((entry) => entry.raw.length))).toBeLessThanOrEqual(MAX_ENTRY_LENGTH);
  expect(entries.every((entry) => entry.raw.isWellFormed())).toBe(true);
});

test("the pieces of an entry that is too long are unknown, and the next entry is whole again", () => {
  const text = `Training Failed: ${"x".repeat(MAX_ENTRY_LENGTH)}\nModel loaded successfully`;
  expect(parseLog(text).entries.map((entry) => [entry.kind, entry.raw.length])).toStrictEqual([
    ["unknown", MAX_ENTRY_LENGTH],
    ["unknown", 17],
    ["success", 25],
  ]);
});

test("a step with a title that is too long is cut into unknown pieces", () => {
  const text = `Step:1 ${"a".repeat(MAX_ENTRY_LENGTH)}, 5 Steps to go : ETA : 30 minutes\n`;
  expect(parseLog(text).entries.map((entry) => entry.kind)).toStrictEqual(["unknown", "unknown"]);
});
