import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";

const MS_PER_TICK = 10;

/** A server in its own process. */
export interface ServerProcess {
  url: string;
  /** The time from the start of the process to its first response. */
  startMs: number;
  /** Returns the peak of resident memory so far. */
  peakMemoryMb(): Promise<number>;
  /** Returns the resident memory. */
  memoryMb(): Promise<number>;
  /** Returns the processor time of the process so far. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a server with `{port}` in its arguments, and waits for its first response to a status request. */
export async function startServer(args: string[], env: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
  const port = await findFreePort();
  const startedMs = performance.now();
  const child = spawn(
    process.execPath,
    args.map((arg) => arg.replace("{port}", String(port))),
    { stdio: "ignore", env: { ...process.env, ...env } },
  );
  const url = `http://127.0.0.1:${port}`;
  while (!(await isReady(url))) await new Promise((resolve) => setTimeout(resolve, 5));
  return {
    url,
    startMs: performance.now() - startedMs,
    async peakMemoryMb() {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8");
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
    },
    async memoryMb() {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    },
    async cpuMs() {
      const fields = (await readFile(`/proc/${child.pid}/stat`, "utf8")).split(" ");
      return (Number(fields[13]) + Number(fields[14])) * MS_PER_TICK;
    },
    async stop() {
      child.kill();
      await once(child, "exit");
    },
  };
}

/** The status request that all measurements send. */
export const STATUS_PATH = "/api/sandbox/v3/fine_tune_status/F5jvdzGnYi";
export const STATUS_REQUEST = {
  method: "POST" as const,
  headers: { "content-type": "application/json" },
  body: '{"key":"benchmark"}',
};

function isReady(url: string): Promise<boolean> {
  return fetch(url + STATUS_PATH, STATUS_REQUEST).then(
    async (response) => (await response.text()).includes("model_ready"),
    () => false,
  );
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}
