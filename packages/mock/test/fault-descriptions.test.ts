import { faults } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { buildMock } from "../src/build-mock.ts";
import { loadContract } from "../src/contract/contract.ts";
import { readDescription } from "./read-list.ts";
import { CREATE, trainingRequest } from "./training-request.ts";

const contract = await loadContract();
const HOST = "http://127.0.0.1:4010";
const MEBIBYTE = 1024 * 1024;
/** A body that is delayed this often has no end. */
const MANY_DELAYS = 100;

/** What the caller of a create with a fault receives. */
interface Received {
  created: number;
  /** The response, or the code of the error. */
  response: Response | string;
  body: string;
  /** The length of the last chunk of the body. */
  chunkLength: number;
  /** The delay before the response, and those before the chunks of its body. */
  delayMs: number[];
  bodyDelaysMs: number[];
}

test.each(faults.map(({ name }) => name))(
  "fault description %s: --list-faults names what the caller receives",
  async (fault) => {
    const description = await readDescription("--list-faults", fault);
    expect(description).toMatch(/\.$/);
    const words = nameFault(await receive(fault));
    expect(words).not.toEqual([]);
    for (const word of words) expect(description).toContain(word);
  },
);

/** Creates a training with a fault. Delays are recorded and take no time. */
async function receive(fault: string): Promise<Received> {
  const delaysMs: number[] = [];
  await using mock = await buildMock(contract, {}, async (ms) => void delaysMs.push(ms));
  const headers = { "content-type": "application/json", prefer: `fault=${fault}` };
  const init: RequestInit = { method: "POST", headers, body: JSON.stringify(trainingRequest) };
  const response = await mock
    .fetch(HOST + CREATE, { ...init, redirect: "manual" })
    .catch((error: TypeError) => String(Object(error.cause).code));
  const delayMs = delaysMs.splice(0);
  const chunks: Uint8Array[] = [];
  for await (const chunk of typeof response === "string" ? [] : (response.body ?? [])) {
    chunks.push(chunk);
    if (delaysMs.length === MANY_DELAYS) break;
  }
  return {
    created: mock.created,
    response,
    body: Buffer.concat(chunks).toString(),
    chunkLength: chunks.at(-1)?.length ?? 0,
    delayMs,
    bodyDelaysMs: delaysMs,
  };
}

/** Returns the words that a description of the fault needs. */
function nameFault(received: Received): string[] {
  const { response, created, body, delayMs } = received;
  if (response === "ECONNRESET") return ["connection is reset", created === 1 ? "after" : "before"];
  if (typeof response === "string") return [response];
  return [
    ...delayMs.map((ms) => `delayed by ${ms / 1000} seconds`),
    ...nameStatus(response),
    ...nameBody(body),
    ...nameDelays(received),
  ];
}

function nameStatus({ status, headers }: Response): string[] {
  const location = headers.get("location");
  return [
    ...(status === 200 ? [] : [String(status)]),
    ...(headers.get("content-type")?.includes("html") ? ["HTML", "under 200"] : []),
    ...(location === null ? [] : ["another origin", new URL(HOST).hostname, new URL(location).hostname]),
  ];
}

function nameBody(body: string): string[] {
  const half = body.slice(0, body.length / 2);
  if (body === half + half) return ["twice"];
  const blanks = body.length - body.trimStart().length;
  if (blanks > 0) return [`${Math.floor(blanks / MEBIBYTE)} MiB of whitespace`];
  if (!body.startsWith('{"')) return [];
  try {
    return "retry_after" in JSON.parse(body) ? ["retry_after"] : [];
  } catch {
    return ["cut off"];
  }
}

function nameDelays({ bodyDelaysMs: [first, ...others], chunkLength }: Received): string[] {
  if (first === undefined || others.some((ms) => ms !== first)) return [];
  expect(chunkLength).toBe(1);
  return ["never ends", `one byte arrives every ${first} ms`];
}
