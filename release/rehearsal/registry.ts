import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { run } from "./run.ts";

const VERDACCIO = "verdaccio@6.10.4";

/** The override replaces a tag, `node-fetch@cjs`, which not every registry has, by what it points to. */
const MANIFEST = { private: true, overrides: { "node-fetch": "2.7.0" } };

/** A registry on this machine. It has its own copies of our packages, and passes on requests for all others. */
export interface Registry {
  url: string;
  stop(): Promise<void>;
}

/** Installs Verdaccio in a folder and starts it on a free port. Anyone may publish our packages there. */
export async function startRegistry(folder: string, upstream: string): Promise<Registry> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify(MANIFEST));
  await run("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", VERDACCIO], { cwd: folder });
  const port = await findFreePort();
  const config = join(folder, "config.yaml");
  await writeFile(config, JSON.stringify(describeRegistry(upstream)));
  const binary = join(folder, "node_modules/verdaccio/bin/verdaccio");
  const child = spawn(process.execPath, [binary, "--config", config, "--listen", `127.0.0.1:${port}`], {
    stdio: ["ignore", "pipe", "inherit"],
    // It warns that it runs as root, as everything does in a container of CI.
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
  const output = createInterface({ input: child.stdout });
  for await (const line of output) if (line.includes("http address")) break;
  return {
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      child.kill();
      await once(child, "exit");
    },
  };
}

/** Verdaccio's configuration. Its format is YAML, and JSON is YAML. */
function describeRegistry(upstream: string): object {
  const own = { access: "$all", publish: "$all" };
  return {
    storage: "./storage",
    uplinks: { upstream: { url: upstream, cache: true, timeout: "60s", maxage: "1h" } },
    packages: {
      "@dreambooth-sandbox/*": own,
      "dreambooth-sandbox": own,
      "**": { access: "$all", proxy: "upstream" },
    },
    max_body_size: "100mb",
    log: { type: "stdout", format: "pretty", level: "warn" },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
