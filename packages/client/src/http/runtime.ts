/**
 * The runtimes whose `fetch` is known, or made, to send a request once. `other` is everything else: browsers, service
 * workers, Electron's renderer, React Native.
 */
export type Runtime = "node" | "bun" | "deno" | "workerd" | "other";

/** The globals by which runtimes are recognized. */
interface Scope {
  Bun?: { version?: unknown };
  Deno?: { version?: { deno?: unknown } };
  navigator?: { userAgent?: unknown };
  process?: { type?: unknown; versions?: { node?: unknown; bun?: unknown } };
}

/** Returns the runtime. jsdom on Node counts as Node. */
export function detectRuntime(scope: object = globalThis): Runtime {
  const { Bun, Deno, navigator, process }: Scope = scope;
  if (typeof Bun?.version === "string") return "bun";
  if (typeof Deno?.version?.deno === "string") return "deno";
  if (navigator?.userAgent === "Cloudflare-Workers") return "workerd";
  // Electron's renderer has Node's globals, but the browser's `fetch`.
  return typeof process?.versions?.node === "string" && process.type !== "renderer" ? "node" : "other";
}

/**
 * Returns what makes `fetch` send a request once, with a `Content-Length`. Some runtimes repeat a POST when a connection
 * breaks: Deno does not with a `Blob`, Bun does not on a connection of its own.
 */
export function sendOnceInit(runtime: Runtime, body: string): RequestInit {
  if (runtime === "deno") return { body: new Blob([body]) };
  return runtime === "bun" ? { body, keepalive: false } : { body };
}
