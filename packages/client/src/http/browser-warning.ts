import type { Logger } from "./logger.ts";

let hasWarned = false;

/** Warns, once for all clients, that a browser exposes the API key. */
export function warnInBrowser(logger: Required<Logger>, scope: object = globalThis): void {
  if (hasWarned || !("document" in scope || "importScripts" in scope)) return;
  hasWarned = true;
  logger.warn("The API key is visible to every user of this page. Call the service from your own backend.");
}
