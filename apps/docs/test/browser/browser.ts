import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { DIST } from "../../src/dist.ts";
import { serveFolder, type StaticServer } from "./static-server.ts";

/** Debian's; another one is named by `CHROMIUM`. */
const EXECUTABLE = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
/** The site must work below any path. */
const BASE_PATH = "/any/base";

/** Where screenshots are kept, for CI to store and for people to look at. */
export const ARTIFACTS = join(import.meta.dirname, "../../.artifacts");

/** Why the tests of this folder cannot run here, or an empty text. In CI they run, and fail, all the same. */
export const missingForBrowser: string =
  process.env["CI"] || existsSync(EXECUTABLE)
    ? ""
    : ` (skipped: ${EXECUTABLE} is missing, name another with CHROMIUM)`;

/** The paths of the site's pages below its root. */
export function builtPages(): string[] {
  if (!existsSync(DIST)) throw new Error(`${DIST} is missing: run pnpm docs:build first.`);
  return readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith(".html"))
    .map(({ parentPath, name }) => relative(DIST, join(parentPath, name)))
    .toSorted();
}

/** A page under watch. */
export interface WatchedPage extends AsyncDisposable {
  page: Page;
  /** Requests to hosts other than the allowed ones, none of which was let through. */
  outside: string[];
  /** What went wrong in the page's scripts, and what it logged as an error. */
  errors: string[];
}

/** The built site behind a server, in a browser. */
export class SiteBrowser implements AsyncDisposable {
  readonly #server: StaticServer;
  readonly #browser: Browser;

  static async start(): Promise<SiteBrowser> {
    const [server, browser] = await Promise.all([
      serveFolder(DIST, BASE_PATH),
      chromium.launch({ executablePath: EXECUTABLE, args: ["--no-sandbox"] }),
    ]);
    return new SiteBrowser(server, browser);
  }

  private constructor(server: StaticServer, browser: Browser) {
    this.#server = server;
    this.#browser = browser;
  }

  /** Opens a page of the site; only the site itself and `allowed` origins can be reached. */
  async open(
    path: string,
    options: BrowserContextOptions = {},
    allowed: string[] = [],
  ): Promise<WatchedPage> {
    const context = await this.#browser.newContext(options);
    const origins = new Set([this.#server.url, ...allowed].map((url) => new URL(url).origin));
    const outside: string[] = [];
    const errors: string[] = [];
    await context.route("**", (route) => {
      const url = route.request().url();
      if (origins.has(new URL(url).origin)) return route.continue();
      outside.push(url);
      return route.abort();
    });
    const page = await context.newPage();
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(`${this.#server.url}/${path}`);
    return { page, outside, errors, [Symbol.asyncDispose]: () => context.close() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    await this.#server[Symbol.asyncDispose]();
  }
}
