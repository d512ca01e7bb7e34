import type { Readable } from "node:stream";
import type { ClientOptions } from "@dreambooth-sandbox/client";

/** What the command takes from its surroundings, so that a program or a test can run it in its own process. */
export interface CliContext {
  /** The environment variables. */
  env: Record<string, string | undefined>;
  /** Read by `parse-log` and by prompts. */
  stdin: Readable & { isTTY?: boolean };
  /** Receives results. */
  stdout: TerminalStream;
  /** Receives progress, prompts, and errors. */
  stderr: TerminalStream;
  /** Default: the runtime's `fetch`. */
  fetch?: ClientOptions["fetch"];
  /** Default: the system's clock. */
  clock?: ClientOptions["clock"];
  /** The time limit of one request by that clock, in milliseconds. Default: the client's. */
  timeoutMs?: number | undefined;
  /** Ends the command; trainings continue. Abort it with the reason `"SIGTERM"` for exit code 143 instead of 130. */
  signal?: AbortSignal | undefined;
}

/** A stream that may be a terminal. */
export type TerminalStream = NodeJS.WritableStream & { isTTY?: boolean; columns?: number; rows?: number };
