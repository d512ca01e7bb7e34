import { toHex } from "./hex.ts";

/** Returns the SHA-256 hash of a request's canonical JSON, without the API key: the order of its fields does not matter. */
export async function hashRequest({ key: _, ...body }: Record<string, unknown>): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(body, sortFields));
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

function sortFields(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
