import type { LogEntry } from "./log-entry.ts";
import { createLogParser } from "./log-parser.ts";

/**
 * A transform stream from chunks of a step log, split anywhere, to its entries.
 *
 * @example
 * const entries = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new LogParserStream());
 * for await (const entry of entries) console.log(entry.kind, entry.raw);
 */
export class LogParserStream extends TransformStream<string, LogEntry> {
  constructor() {
    const parser = createLogParser();
    super({
      transform(chunk, controller) {
        for (const entry of parser.push(chunk)) controller.enqueue(entry);
      },
      flush(controller) {
        for (const entry of parser.end()) controller.enqueue(entry);
      },
    });
  }
}
