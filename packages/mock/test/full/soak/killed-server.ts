import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import type { ServerSettings } from "./journal.ts";

/** Prism's code, bundled into `dist`, uses a deprecated function. */
const FLAGS = ["--disable-warning=DEP0169"];
const PROGRAM = join(import.meta.dirname, "soak-server.ts");

/** A server that is killed and restarted on the same port, again and again. */
export interface KilledServer extends AsyncDisposable {
  url: string;
  /** How often it was killed so far. */
  readonly kills: number;
}

/**
 * Starts a server, and kills it every few seconds.
 *
 * @param choose Returns the settings of a start, which are counted from 0.
 * @param aliveMs Returns how long a server lives after it listens.
 */
export async function startKilledServer(
  choose: (start: number) => Omit<ServerSettings, "port">,
  aliveMs: () => number,
): Promise<KilledServer> {
  const stopped = new AbortController();
  let kills = 0;
  let { child, url } = await start({ ...choose(0), port: 0 });
  const port = Number(new URL(url).port);

  async function kill(): Promise<void> {
    child.kill("SIGKILL");
    await once(child, "exit");
  }

  async function repeat(): Promise<void> {
    while (!stopped.signal.aborted) {
      await setTimeout(aliveMs(), undefined, { signal: stopped.signal }).catch(() => {});
      if (stopped.signal.aborted) return;
      await kill();
      kills += 1;
      ({ child } = await start({ ...choose(kills), port }));
    }
  }

  const repeating = repeat();
  return {
    url,
    get kills() {
      return kills;
    },
    async [Symbol.asyncDispose]() {
      stopped.abort();
      await repeating;
      await kill();
    },
  };
}

async function start(settings: ServerSettings): Promise<{ child: ChildProcess; url: string }> {
  const args = [...FLAGS, PROGRAM, JSON.stringify(settings)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  for await (const url of createInterface({ input: child.stdout })) return { child, url };
  throw new Error("The server did not start.");
}
