import type { Readable } from "node:stream";
import type { ClientOptions } from "@dreambooth-sandbox/client";

/** What the command takes from its surroundings, so that a program or a test can run it in its own process. */
export interface CliContext {
  env: Record<string, string | undefined>;
  stdin: Readable & { isTTY?: boolean };
  stdout: NodeJS.WritableStream & { isTTY?: boolean };
  stderr: NodeJS.WritableStream & { isTTY?: boolean };
  /** Default: the runtime's own. */
  fetch?: ClientOptions["fetch"];
  /** Default: the system's. */
  clock?: ClientOptions["clock"];
  /** How long one request may take by that clock. Default: the client's. */
  timeoutMs?: number | undefined;
  /** Ends every wait; the training itself goes on. */
  signal?: AbortSignal | undefined;
}
