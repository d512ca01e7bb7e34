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
  process?: { type?: unknown; versions?: { node?: unknown } };
}

/** Electron's processes with Node's globals and the browser's `fetch`. */
const BROWSER_TYPES: ReadonlySet<unknown> = new Set(["renderer", "worker"]);

/** Returns the runtime. jsdom on Node counts as Node. */
export function detectRuntime(scope: object = globalThis): Runtime {
  const { Bun, Deno, navigator, process }: Scope = scope;
  if (typeof Bun?.version === "string") return "bun";
  if (typeof Deno?.version?.deno === "string") return "deno";
  if (navigator?.userAgent === "Cloudflare-Workers") return "workerd";
  const isNode = typeof process?.versions?.node === "string" && !BROWSER_TYPES.has(process.type);
  return isNode ? "node" : "other";
}

/**
 * Returns what makes `fetch` send a request once, with a `Content-Length`. Some runtimes repeat a POST when a connection
 * breaks: Deno does not with a `Blob`, Bun does not on a connection of its own.
 */
export function sendOnceInit(runtime: Runtime, body: string): RequestInit {
  if (runtime === "deno") return { body: new Blob([body]) };
  return runtime === "bun" ? { body, keepalive: false } : { body };
}
