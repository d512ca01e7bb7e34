import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium, type BrowserServer } from "playwright-core";
import type { TestProject } from "vitest/node";
import { DIST } from "../../src/dist.ts";
import { EXECUTABLE } from "./executable.ts";
import { serveFolder } from "./static-server.ts";

/** The site must work below any path. */
const BASE_PATH = "/any/base";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

declare module "vitest" {
  interface ProvidedContext {
    /** The root of the served site. */
    siteUrl: string;
    /** The address of the browser, or an empty string if this machine has none. */
    browserEndpoint: string;
  }
}

/** Builds the site unless it is built, and starts the server and the browser that all test files share. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(join(DIST, "index.html"))) await buildSite();
  const site = await serveFolder(DIST, BASE_PATH);
  const browser = await launchBrowser();
  project.provide("siteUrl", site.url);
  project.provide("browserEndpoint", browser?.wsEndpoint() ?? "");
  return async () => {
    await browser?.close();
    await site[Symbol.asyncDispose]();
  };
}

/** In a process of its own, with the Node that resolves packages to their sources. */
async function buildSite(): Promise<void> {
  const program = join(import.meta.dirname, "../../src/build.ts");
  await promisify(execFile)(process.execPath, ["--conditions=@dreambooth-sandbox/source", program]);
}

async function launchBrowser(): Promise<BrowserServer | undefined> {
  if (!existsSync(EXECUTABLE)) return undefined;
  return chromium.launchServer({ executablePath: EXECUTABLE, args: FLAGS, host: "127.0.0.1" });
}
