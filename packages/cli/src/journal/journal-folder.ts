import { join } from "node:path";
import type { GlobalOptions } from "../command-context.ts";
import { findBaseUrl } from "../connection/base-url.ts";
import { findStateFolder } from "./state-folder.ts";

/**
 * Returns the journal's folder. By default each service has its own, named after its host: what was sent to a mock says
 * nothing about the account at the vendor.
 */
export function findJournalFolder(
  options: GlobalOptions,
  env: Readonly<Record<string, string | undefined>>,
): string {
  return options.journal ?? join(findStateFolder(env), "journal", nameService(findBaseUrl(options, env)));
}

/** An invalid URL has a folder as well: the client reports it before anything is sent. */
function nameService(baseUrl: string): string {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
  return encodeURIComponent(host).replaceAll("%", "_");
}
