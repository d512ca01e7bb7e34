import { jsonResponse, type MockRequest, type MockResponse } from "../exchange.ts";
import type { Sleep } from "../life-cycle/clock.ts";

/** How a fault delays a response. */
export interface Delay {
  /** The delay of the fault `latency`, in milliseconds. */
  latencyMs: number;
  sleep: Sleep;
}

/** A way in which a response can go wrong. */
export interface Fault {
  /** The name for `Prefer: fault=…`. */
  name: string;
  /** What the caller receives, for `--list-faults` and the README. */
  description: string;
  /** Whether a create takes effect despite the fault. */
  takesEffect: boolean;
  /** The status code of the contract's response that replaces the normal one. */
  code?: number;
  /** Returns the faulty response. */
  damage?: (
    response: MockResponse,
    request: MockRequest,
    delay: Delay,
  ) => MockResponse | Promise<MockResponse>;
}

/** The query of the redirect target. A request with this query gets a normal response. */
export const REDIRECTED = "redirected=1";
const ELSEWHERE = "https://elsewhere.invalid";
const TRICKLE_MS = 250;
const encoder = new TextEncoder();
const CHUNK = new Uint8Array(64 * 1024).fill(0x20);
const OVERSIZED_CHUNKS = 1024;

/** All faults. */
export const faults: readonly Fault[] = [
  {
    name: "latency",
    description: "The response is delayed by 2 seconds, or by `faults.latencyMs`.",
    takesEffect: true,
    damage: async (response, request, { latencyMs, sleep }) => {
      await sleep(latencyMs, request.signal);
      return response;
    },
  },
  { name: "rate-limit", description: "429 with `retry_after` in the body.", takesEffect: false, code: 429 },
  { name: "server-error", description: "500, the service failed.", takesEffect: false, code: 500 },
  { name: "unavailable", description: "503, the service is unavailable.", takesEffect: false, code: 503 },
  {
    name: "html",
    description: "An HTML page under 200, as from a gateway.",
    takesEffect: true,
    damage: ({ notes }) => ({
      status: 200,
      headers: { "content-type": "text/html; charset=utf-8" },
      body: "<!doctype html><title>Just a moment…</title><p>Checking your browser before you continue.</p>",
      notes,
    }),
  },
  {
    name: "truncated-json",
    description: "The JSON of the response is cut off in the middle.",
    takesEffect: true,
    damage: (response) => mapBody(response, (body) => body.slice(0, Math.ceil(body.length / 2))),
  },
  {
    name: "duplicate-bytes",
    description: "The body contains its JSON twice.",
    takesEffect: true,
    damage: (response) => mapBody(response, (body) => body + body),
  },
  {
    name: "reset-before",
    description: "The connection is reset before the request takes effect.",
    takesEffect: false,
    damage: (response) => ({ ...response, reset: true }),
  },
  {
    name: "reset-after",
    description: "The connection is reset after the request took effect: the create is charged.",
    takesEffect: true,
    damage: (response) => ({ ...response, reset: true }),
  },
  {
    name: "trickle",
    description: "The body never ends: one byte arrives every 250 ms.",
    takesEffect: true,
    damage: (response, _request, { sleep }) => ({ ...response, body: trickle(sleep) }),
  },
  {
    name: "oversized",
    description: "64 MiB of whitespace precede the JSON of the response.",
    takesEffect: true,
    damage: (response) => ({ ...response, body: inflate(response.body) }),
  },
  {
    name: "redirect",
    description:
      "307 to another origin, which must not receive the key. For `127.0.0.1` it is `localhost`, and vice versa, so the log shows clients that follow it.",
    takesEffect: false,
    damage: ({ notes }, request) => ({
      ...jsonResponse(307, { status: "error", message: "Moved" }, notes),
      headers: { location: `${otherOrigin(request.origin)}${request.path}?${REDIRECTED}` },
    }),
  },
];

/** Returns the fault of that name, or undefined. */
export function findFault(name: string): Fault | undefined {
  return faults.find((fault) => fault.name === name);
}

function mapBody(response: MockResponse, change: (body: string) => string): MockResponse {
  return { ...response, body: typeof response.body === "string" ? change(response.body) : response.body };
}

async function* trickle(sleep: Sleep): AsyncGenerator<Uint8Array> {
  yield encoder.encode("{");
  for (;;) {
    await sleep(TRICKLE_MS);
    yield CHUNK.subarray(0, 1);
  }
}

async function* inflate(body: MockResponse["body"]): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < OVERSIZED_CHUNKS; sent += 1) yield CHUNK;
  if (typeof body === "string") yield encoder.encode(body);
}

function otherOrigin(origin: string): string {
  if (!URL.canParse(origin)) return ELSEWHERE;
  const url = new URL(origin);
  if (url.hostname === "localhost") url.hostname = "127.0.0.1";
  else if (url.hostname === "127.0.0.1") url.hostname = "localhost";
  else return ELSEWHERE;
  return url.origin;
}
