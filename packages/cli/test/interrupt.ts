import { run } from "./run.ts";

/** A `fetch` that gets no response. It rejects when its signal is aborted. */
export function waitForever(_url: string, { signal }: RequestInit): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}

/** Runs `wait` and interrupts it during its first request. */
export function runInterrupted(): ReturnType<typeof run> {
  const interrupt = new AbortController();
  return run(["wait", "F5jvdzGnYi"], {
    signal: interrupt.signal,
    fetch: (url, init) => {
      setImmediate(() => interrupt.abort(new Error("Interrupted.")));
      return waitForever(url, init);
    },
  });
}
