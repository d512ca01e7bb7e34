import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { listen } from "../servers/listen.ts";
import { bundle } from "./bundle.ts";
import type { Runtime } from "./runtime.ts";

export const workerd: Runtime = {
  name: "workerd",
  family: "workerd",
  package: "workerd@1.20261117.1",
  binaryPath: ".bin/workerd",
  async call(binary, site, program, input) {
    await bundle(site.folder, "workerd.mjs");
    const url = await findFreeUrl();
    const config = join(site.folder, "workerd.capnp");
    await writeFile(config, formatConfig(new URL(url).host, await readFile(site.authorityFile, "utf8")));
    // In a process group of its own: the command is a script that starts the real one.
    const server = spawn(binary, ["serve", config], { stdio: "ignore", detached: true });
    try {
      await waitUntilListening(url);
      const body = JSON.stringify({ name: program, input });
      return await (await fetch(url, { method: "POST", body })).json();
    } finally {
      if (server.pid !== undefined) process.kill(-server.pid);
      await once(server, "exit");
    }
  },
};

function formatConfig(address: string, authority: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "workerd.mjs", esModule = embed "bundled-workerd.mjs")],
      compatibilityDate = "2026-11-01",
    )),
    (name = "internet", network = (
      allow = ["private"],
      tlsOptions = (trustedCertificates = [${JSON.stringify(authority)}]),
    )),
  ],
  sockets = [(name = "http", address = "${address}", http = (), service = "main")],
);
`;
}

async function findFreeUrl(): Promise<string> {
  const server = createServer();
  const url = await listen(server);
  server.close();
  return url;
}

async function waitUntilListening(url: string, attemptsLeft = 100): Promise<void> {
  try {
    await fetch(url);
  } catch (error) {
    if (attemptsLeft === 0) throw error;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    await waitUntilListening(url, attemptsLeft - 1);
  }
}
