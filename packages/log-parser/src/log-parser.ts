import type { LogEntry } from "./log-entry.ts";
import { createScan } from "./scan.ts";

/** Turns a step log that comes in chunks into entries. */
export interface LogParser {
  /** Takes the next chunk and returns the entries that it completes. Throws a `TypeError` for anything but a string. */
  push(chunk: string): LogEntry[];
  /** Says that the log is at its end and returns what remained. */
  end(): LogEntry[];
}

/**
 * Creates a parser for a log that comes in chunks, split anywhere.
 *
 * @example
 * const parser = createLogParser();
 * parser.push("Step:1 Training Started, 5 Ste"); // []
 * parser.push("ps to go /n "); // [{ kind: "step", number: 1, title: "Training Started", stepsToGo: 5, … }]
 * parser.end(); // []
 */
export function createLogParser(): LogParser {
  const scan = createScan();
  return {
    push: (chunk) => scan(chunk, false),
    end: () => scan("", true),
  };
}
