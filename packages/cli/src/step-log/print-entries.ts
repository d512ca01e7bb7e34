import { createLogParser, type LogEntry } from "@dreambooth-sandbox/log-parser";
import type { Output } from "../output/output.ts";
import { formatEvent } from "../output/events.ts";
import { formatEntry } from "../output/format.ts";

/** Prints the entries of a log while its text arrives in chunks. */
export async function printEntries(
  chunks: AsyncIterable<string>,
  output: Output,
  json: boolean,
): Promise<void> {
  const parser = createLogParser();
  const print = (entries: readonly LogEntry[]) => {
    for (const entry of entries)
      output.print(json ? formatEvent({ event: "entry", entry }) : `${formatEntry(entry)}\n`);
  };
  for await (const chunk of chunks) print(parser.push(chunk));
  print(parser.end());
}
