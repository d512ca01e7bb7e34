import { run } from "./run.ts";

/** A `fetch` that gets no response. It rejects when its signal is aborted. */
export function waitForever(_url: string, { signal }: RequestInit): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}

/** Runs the command and interrupts it during its first request, as a signal of the system does. */
export function runInterrupted(args: string[], signal: "SIGINT" | "SIGTERM"): ReturnType<typeof run> {
  const interrupt = new AbortController();
  return run(args, {
    signal: interrupt.signal,
    fetch: (url, init) => {
      setImmediate(() => interrupt.abort(signal));
      return waitForever(url, init);
    },
  });
}
