import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

const PRISM = join(import.meta.dirname, "../../../node_modules/@stoplight/prism-cli/dist/index.js");
const MOCK = join(import.meta.dirname, "../dist/main.js");

/** A server in its own process, on a free port. */
export interface ServerProcess extends AsyncDisposable {
  url: string;
  process: ChildProcess;
}

/** Starts `prism mock` with an OpenAPI document. */
export function startPrism(file: string): Promise<ServerProcess> {
  return start([PRISM, "mock", file, "--port", "0"]);
}

/** Starts the mock as it was built. */
export function startBuiltMock(...options: string[]): Promise<ServerProcess> {
  return start([MOCK, "--port", "0", ...options]);
}

async function start(args: string[]): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${args[0]} exited with ${code} before it listened.`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const listening = /listening on (http:\S+)/.exec(line)?.[1];
      if (listening !== undefined) resolve(listening);
    });
  });
  return {
    url,
    process: child,
    async [Symbol.asyncDispose]() {
      child.kill();
      await exited;
    },
  };
}
