import type { Logger } from "./logger.ts";

let hasWarned = false;

/** Warns, once for all clients, that in a browser everyone can see the key. */
export function warnInBrowser(logger: Required<Logger>, scope: object = globalThis): void {
  if (hasWarned || !("document" in scope || "importScripts" in scope)) return;
  hasWarned = true;
  logger.warn("The API key is visible to users.");
}
