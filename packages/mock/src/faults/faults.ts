import { setTimeout as sleep } from "node:timers/promises";
import { jsonReply, type MockReply, type MockRequest } from "../exchange.ts";

/** A way in which a reply can go wrong. */
export interface Fault {
  /** The name for `Prefer: fault=…`. */
  name: string;
  /** What the caller sees, for `--list-faults` and the README. */
  description: string;
  /** Whether a create takes effect all the same. */
  takesEffect: boolean;
  /** The code of the contract's reply that takes the place of the answer. */
  code?: number;
  /** Makes the reply that is sent of the one that was due. */
  damage?: (reply: MockReply, request: MockRequest, latencyMs: number) => MockReply | Promise<MockReply>;
}

/** The query of the address that the fault `redirect` names; a request with it gets a normal reply. */
export const REDIRECTED = "redirected=1";
const ELSEWHERE = "https://elsewhere.invalid";
const TRICKLE_MS = 250;
const CHUNK = new Uint8Array(64 * 1024).fill(0x20);
const OVERSIZED_CHUNKS = 1024;

export const faults: readonly Fault[] = [
  {
    name: "latency",
    description: "The reply comes late: by 2 seconds, or `faults.latencyMs`.",
    takesEffect: true,
    damage: async (reply, request, latencyMs) => {
      await sleep(latencyMs, undefined, request.signal ? { signal: request.signal } : {});
      return reply;
    },
  },
  { name: "rate-limit", description: "429 with `retry_after` in the body.", takesEffect: false, code: 429 },
  { name: "server-error", description: "500.", takesEffect: false, code: 500 },
  { name: "unavailable", description: "503.", takesEffect: false, code: 503 },
  {
    name: "html",
    description: "HTML under 200, as from a gateway.",
    takesEffect: true,
    damage: ({ notes }) => ({
      status: 200,
      headers: { "content-type": "text/html; charset=utf-8" },
      body: "<!doctype html><title>Just a moment…</title><p>Checking your browser before you go on.</p>",
      notes,
    }),
  },
  {
    name: "truncated-json",
    description: "The reply's JSON ends in the middle.",
    takesEffect: true,
    damage: (reply) => mapBody(reply, (body) => body.slice(0, Math.ceil(body.length / 2))),
  },
  {
    name: "duplicate-bytes",
    description: "The reply's bytes come twice.",
    takesEffect: true,
    damage: (reply) => mapBody(reply, (body) => body + body),
  },
  {
    name: "reset-before",
    description: "The connection is reset before the request took effect.",
    takesEffect: false,
    damage: (reply) => ({ ...reply, reset: true }),
  },
  {
    name: "reset-after",
    description: "The connection is reset after the request took effect: a create is paid for.",
    takesEffect: true,
    damage: (reply) => ({ ...reply, reset: true }),
  },
  {
    name: "trickle",
    description: "The body never ends: a byte comes every quarter of a second.",
    takesEffect: true,
    damage: (reply) => ({ ...reply, body: trickle() }),
  },
  {
    name: "oversized",
    description: "64 MiB of white space come before the reply's JSON.",
    takesEffect: true,
    damage: (reply) => ({ ...reply, body: inflate(reply.body) }),
  },
  {
    name: "redirect",
    description:
      "307 to another origin, where the key must not go. It is `localhost` for `127.0.0.1` and the other way round, so that the log shows who follows.",
    takesEffect: false,
    damage: ({ notes }, request) => ({
      ...jsonReply(307, { status: "error", message: "Moved" }, notes),
      headers: { location: `${otherOrigin(request.origin)}${request.path}?${REDIRECTED}` },
    }),
  },
];

/** The fault of that name, or undefined. */
export function findFault(name: string): Fault | undefined {
  return faults.find((fault) => fault.name === name);
}

function mapBody(reply: MockReply, change: (body: string) => string): MockReply {
  return { ...reply, body: typeof reply.body === "string" ? change(reply.body) : reply.body };
}

async function* trickle(): AsyncGenerator<Uint8Array> {
  yield Buffer.from("{");
  for (;;) {
    await sleep(TRICKLE_MS);
    yield CHUNK.subarray(0, 1);
  }
}

async function* inflate(body: MockReply["body"]): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < OVERSIZED_CHUNKS; sent += 1) yield CHUNK;
  if (typeof body === "string") yield Buffer.from(body);
}

function otherOrigin(origin: string): string {
  if (!URL.canParse(origin)) return ELSEWHERE;
  const url = new URL(origin);
  if (url.hostname === "localhost") url.hostname = "127.0.0.1";
  else if (url.hostname === "127.0.0.1") url.hostname = "localhost";
  else return ELSEWHERE;
  return url.origin;
}
