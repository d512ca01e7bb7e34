import { systemClock, type Clock } from "@dreambooth-sandbox/client";

/** What is known of the server that requests go to. */
export interface ServerState {
  kind: "mock" | "unknown" | "silent";
  /** How many milliseconds pass on its clock in one. */
  speed: number;
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;
const PATIENCE_MS = 3000;

/** Whether the server is on the reader's own machine, and so not the service that costs money. */
export function isLoopback(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && LOOPBACK.test(new URL(baseUrl).hostname);
}

/** Asks a server on the reader's machine whether it is the mock. No other server is asked. */
export async function findServer(baseUrl: string): Promise<ServerState> {
  if (!isLoopback(baseUrl)) return { kind: "unknown", speed: 1 };
  try {
    const reply = await fetch(new URL("/__mock/health", baseUrl), {
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const health: { speed?: unknown } = await reply.json();
    return { kind: "mock", speed: typeof health.speed === "number" ? health.speed : 1 };
  } catch (error) {
    return { kind: error instanceof SyntaxError ? "unknown" : "silent", speed: 1 };
  }
}

/** Makes the mock's trainings older. */
export async function advanceMock(baseUrl: string, ms: number): Promise<void> {
  await fetch(new URL("/__mock/advance", baseUrl), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ms }),
  });
}

/** A clock as fast as the mock's, so that the client asks when the mock has something new. */
export function fastClock(speed: number): Clock {
  const startedAt = Date.now();
  return {
    now: () => startedAt + (Date.now() - startedAt) * speed,
    sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
  };
}
