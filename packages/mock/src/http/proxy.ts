import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { Contract } from "../contract/contract.ts";
import { createLiveValidator } from "../prism/live-validator.ts";
import { errorReply, type MockReply, type MockRequest } from "../exchange.ts";
import { parseBody, toQuestion } from "../prism/question.ts";
import type { Responder } from "../operations/responder.ts";
import { createRouter } from "../contract/router.ts";

const ANSWER_WITHIN_MS = 60_000;
/** Headers that belong to one connection, and must not be passed on. */
const OF_A_CONNECTION = new Set([
  "connection",
  "content-length",
  "host",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Forwards requests, and notes where they or their replies break the contract. Replies stay as they are. */
export async function createProxy(contract: Contract, upstream: string): Promise<Responder> {
  if (!/^https?:/.test(upstream) || !URL.canParse(upstream))
    throw new RangeError(`The upstream must be a URL such as https://example.com, but it is "${upstream}".`);
  const validate = await createLiveValidator(contract.operations);
  const route = createRouter(contract.operations);
  return async (request) => {
    const operationId = route(request.method, request.path)?.operation.iid;
    const notes = operationId === undefined ? {} : { operationId };
    try {
      const response = await forward(request, upstream);
      const body = await buffer(response);
      const reply = { status: response.statusCode ?? 502, body: readReply(response.headers, body) };
      const contentType = response.headers["content-type"] ?? "";
      const violations = await validate(toQuestion(request, request.path), { ...reply, contentType });
      return {
        status: reply.status,
        headers: passOn(response.headers),
        body,
        notes: violations.length > 0 ? { ...notes, violations } : notes,
      } satisfies MockReply;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return errorReply(502, `The upstream ${upstream} did not answer: ${reason}.`, notes);
    }
  };
}

function forward(request: MockRequest, upstream: string): Promise<IncomingMessage> {
  const { method, path, query, body } = request;
  const url = new URL(upstream.replace(/\/$/, "") + path + (query === "" ? "" : `?${query}`));
  const headers = { ...passOn(request.allHeaders()), "content-length": Buffer.byteLength(body) };
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    send(url, { method, headers, signal }, resolve).once("error", reject).end(body);
  });
}

function passOn(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !OF_A_CONNECTION.has(name)) kept[name] = value;
  return kept;
}

/** The reply's body as the contract sees it: unpacked, and parsed if it is JSON. */
function readReply(headers: IncomingHttpHeaders, body: Buffer): unknown {
  const text = unpack(headers["content-encoding"], body).toString("utf8");
  const parsed = parseBody(headers["content-type"] ?? "", text);
  return parsed instanceof SyntaxError ? text : parsed;
}

function unpack(encoding: string | undefined, body: Buffer): Buffer {
  if (encoding === "gzip") return gunzipSync(body);
  if (encoding === "deflate") return inflateSync(body);
  if (encoding === "br") return brotliDecompressSync(body);
  return body;
}
