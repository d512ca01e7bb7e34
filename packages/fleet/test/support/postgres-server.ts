import { execFile, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";

const run = promisify(execFile);

/** A PostgreSQL server that a test can kill and start again. */
export interface PostgresServer {
  url: string;
  start: () => Promise<void>;
  /** Kills all of its processes at once, without a chance to finish anything. */
  kill: () => Promise<void>;
  /** Stops the server and removes its files. */
  remove: () => Promise<void>;
}

/** Returns the folder of PostgreSQL's programs; `undefined` if it is not installed. */
export function findPostgres(): string | undefined {
  const onPath = (process.env["PATH"] ?? "").split(delimiter);
  const folders = [...onPath, ...globSync("/usr/lib/postgresql/*/bin").toSorted().toReversed()];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
}

/** Starts a server on a free port, with its files in a temporary folder. */
export async function startPostgres(programs: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "fleet-postgres-"));
  const data = join(folder, "data");
  // The server refuses to run as root, and its user must reach its files.
  const isRoot = process.getuid?.() === 0;
  chmodSync(folder, 0o777);
  const asUser = (program: string, args: string[]): [string, string[]] =>
    isRoot
      ? [
          "setpriv",
          ["--reuid=postgres", "--regid=postgres", "--clear-groups", join(programs, program), ...args],
        ]
      : [join(programs, program), args];
  const port = await findFreePort();
  const url = `postgres://fleet@127.0.0.1:${port}/postgres`;
  await run(...asUser("initdb", ["--pgdata", data, "--username=fleet", "--auth=trust", "--no-sync"]), {
    cwd: folder,
  });

  let server: ChildProcess | undefined;
  async function start(): Promise<void> {
    const settings = [`port=${port}`, "listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`];
    const args = ["-D", data, ...settings.flatMap((setting) => ["-c", setting])];
    server = spawn(...asUser("postgres", args), { cwd: folder, stdio: "ignore" });
    await waitUntilReady(url);
  }

  async function kill(): Promise<void> {
    const ended = new Promise((resolve) => server?.once("exit", resolve));
    // SIGQUIT makes all of its processes exit at once, as after a crash: the next start recovers from the log.
    server?.kill("SIGQUIT");
    await ended;
    server = undefined;
  }

  await start();
  return {
    url,
    start,
    kill,
    async remove() {
      if (server) await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function waitUntilReady(url: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const client = new Client({ connectionString: url });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query("SELECT 1");
      return;
    } catch {
      await sleep(100);
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new Error("PostgreSQL did not start within a minute.");
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
