import type { LogEntry } from "./log-entry.ts";
import { createLogParser } from "./log-parser.ts";

/**
 * Transforms the chunks of a step log into its entries. The log can be split anywhere.
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
        parser.push(chunk).forEach((entry) => controller.enqueue(entry));
      },
      flush(controller) {
        parser.end().forEach((entry) => controller.enqueue(entry));
      },
    });
  }
}
