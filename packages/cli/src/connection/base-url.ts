import type { GlobalOptions } from "../command-context.ts";

/** The vendor's host, as in the contract's `servers`. */
export const DEFAULT_BASE_URL = "https://stablediffusionapi.com";

/** Returns the base URL that the command line, the environment, or the contract gives, in this order. */
export function findBaseUrl(
  { baseUrl }: GlobalOptions,
  env: Readonly<Record<string, string | undefined>>,
): string {
  return baseUrl ?? (env["DREAMBOOTH_SANDBOX_BASE_URL"] || DEFAULT_BASE_URL);
}
