import { randomHex } from "./hex.ts";

/** Where the token of an intent is in its webhook's URL; `false`: nowhere. */
export type WebhookTokenPlace = "query" | "path" | false;

/** The query parameter. `token` is the secret that all calls of a handler share. */
const PARAMETER = "intent_token";
const TOKEN_BITS = 128;
const TOKEN = /^[0-9a-f]{32}$/;

/** Returns a new token: random, so that it reveals nothing about the intent. */
export function createWebhookToken(): string {
  return randomHex(TOKEN_BITS);
}

/** Returns a webhook's URL with a token: as a query parameter, or as the last segment of the path. The rest is unchanged. */
export function addWebhookToken(url: string, token: string, place: "query" | "path"): string {
  const [beforeFragment = "", ...fragments] = url.split("#");
  const [path = "", ...queries] = beforeFragment.split("?");
  const fragment = fragments.map((text) => `#${text}`).join("");
  const query = queries.map((text) => `?${text}`).join("");
  if (place === "path") return `${path}${path.endsWith("/") ? "" : "/"}${token}${query}${fragment}`;
  return `${path}${query}${query === "" ? "?" : "&"}${PARAMETER}=${token}${fragment}`;
}

/**
 * Returns what can be the token of an intent in the URL of a webhook call: the query parameter, and the last segment of the
 * path. To find the intent, compare them with each intent's `webhookToken`.
 */
export function findWebhookTokens(url: string): string[] {
  const { searchParams, pathname } = new URL(url);
  const lastSegment = pathname.slice(pathname.lastIndexOf("/") + 1);
  return [...searchParams.getAll(PARAMETER), lastSegment].filter((text) => TOKEN.test(text));
}
