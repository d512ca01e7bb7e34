import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { inject } from "vitest";
import { EXECUTABLE } from "./executable.ts";

/** Why the tests of this folder cannot run here, or an empty string. In CI they run and fail all the same. */
export const missingForBrowser: string =
  process.env["CI"] || existsSync(EXECUTABLE)
    ? ""
    : ` (skipped: ${EXECUTABLE} is missing, name another with CHROMIUM)`;

/** A page under watch. */
export interface WatchedPage extends AsyncDisposable {
  page: Page;
  /** Requests to hosts other than the allowed ones. All of them were blocked. */
  outside: string[];
  /** What went wrong in the page's scripts, and what it logged as an error. */
  errors: string[];
}

/** A page that waits for its next use. Opening one takes longer than most tests. */
interface PooledPage {
  page: Page;
  /** Receives the URL of each request and returns whether it is let through. */
  isAllowed: (url: string) => boolean;
}

const EVENTS = ["pageerror", "console", "request", "dialog"] as const;
const idlePages = new Map<string, PooledPage[]>();
let connection: Promise<Browser> | undefined;

/** Opens a page of the site. It can reach only the site itself and the `allowed` origins. */
export async function openPage(
  path: string,
  options: BrowserContextOptions = {},
  allowed: string[] = [],
): Promise<WatchedPage> {
  const siteUrl = inject("siteUrl");
  const origins = new Set([siteUrl, ...allowed].map((url) => new URL(url).origin));
  const outside: string[] = [];
  const errors: string[] = [];
  const pooled = await takePage(options);
  const { page } = pooled;
  pooled.isAllowed = (url) => {
    const isAllowed = origins.has(new URL(url).origin);
    if (!isAllowed) outside.push(url);
    return isAllowed;
  };
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(`${siteUrl}/${path}`);
  return { page, outside, errors, [Symbol.asyncDispose]: () => givePage(pooled, options) };
}

async function takePage(options: BrowserContextOptions): Promise<PooledPage> {
  const idle = idlePages.get(JSON.stringify(options))?.pop();
  if (idle) return idle;
  const browser = await connect();
  const context = await browser.newContext(options);
  const pooled: PooledPage = { page: await context.newPage(), isAllowed: () => false };
  await context.route("**", (route) =>
    pooled.isAllowed(route.request().url()) ? route.continue() : route.abort(),
  );
  return pooled;
}

/** Leaves nothing for the next user of the page: storage, listeners, colours and size are as in a new one. */
async function givePage(pooled: PooledPage, options: BrowserContextOptions): Promise<void> {
  const { page } = pooled;
  for (const event of EVENTS) page.removeAllListeners(event);
  if (options.javaScriptEnabled !== false) await page.evaluate(() => localStorage.clear());
  await page.goto("about:blank");
  await page.context().clearPermissions();
  await page.emulateMedia({ colorScheme: options.colorScheme ?? "light" });
  if (options.viewport) await page.setViewportSize(options.viewport);
  const key = JSON.stringify(options);
  idlePages.set(key, [...(idlePages.get(key) ?? []), pooled]);
}

function connect(): Promise<Browser> {
  const endpoint = inject("browserEndpoint");
  if (endpoint === "") throw new Error(`${EXECUTABLE} is missing: name another browser with CHROMIUM.`);
  connection ??= chromium.connect(endpoint);
  return connection;
}
