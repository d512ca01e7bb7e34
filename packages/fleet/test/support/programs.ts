import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A program in another process. */
export interface Program {
  child: ChildProcess;
  /** Everything that it printed. */
  output: () => string;
  /** Resolves with its exit code, or `null` after a signal. */
  exited: Promise<number | null>;
  /** Sends a signal and waits until the process has ended. */
  end: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** Starts a program of `test/programs/`, with its settings in environment variables. */
export function startProgram(name: string, settings: Record<string, string | number>): Program {
  const file = fileURLToPath(new URL(`../programs/${name}.ts`, import.meta.url));
  const env = Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, String(value)]));
  const child = spawn(process.execPath, ["--conditions=@dreambooth-sandbox/source", "--no-warnings", file], {
    env: { ...process.env, DREAMBOOTH_SANDBOX_API_KEY: "any-key-of-a-test", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += String(chunk)));
  child.stderr.on("data", (chunk) => (output += String(chunk)));
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return {
    child,
    output: () => output,
    exited,
    end(signal) {
      child.kill(signal);
      return exited;
    },
  };
}

/** Polls a condition in real time. Throws if it does not hold in time. */
export async function waitFor(
  what: string,
  condition: () => boolean | Promise<boolean>,
  withinMs = 120_000,
): Promise<void> {
  const startedAt = performance.now();
  while (!(await condition())) {
    if (performance.now() - startedAt > withinMs) throw new Error(`Waited too long for: ${what}.`);
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
}
