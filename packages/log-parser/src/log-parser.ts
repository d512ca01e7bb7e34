import type { LogEntry } from "./log-entry.ts";
import { createScan } from "./scan.ts";

/** Parses a step log that arrives in chunks. */
export interface LogParser {
  /** Takes the next chunk and returns the entries that it completes. Throws a `TypeError` if the chunk is not a string. */
  push(chunk: string): LogEntry[];
  /** Ends the log and returns the entries that remain. */
  end(): LogEntry[];
}

/**
 * Creates a parser for a log that arrives in chunks. The log can be split anywhere.
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
