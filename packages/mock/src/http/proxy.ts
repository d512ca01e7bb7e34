import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { Contract } from "../contract/contract.ts";
import { createRouter } from "../contract/router.ts";
import { errorResponse, type MockRequest, type MockResponse, type Responder } from "../exchange.ts";
import { createLiveValidator } from "../prism/live-validator.ts";
import { parseBody } from "../prism/parse-body.ts";
import { toPrismRequest } from "../prism/prism-request.ts";

const TIMEOUT_MS = 60_000;
/** Headers that belong to one connection and must not be forwarded. */
const CONNECTION_HEADERS = new Set([
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

/**
 * Creates a responder that forwards requests and notes where they or their responses violate the contract. Responses are
 * not changed.
 */
export async function createProxy(contract: Contract, upstream: string): Promise<Responder> {
  const validate = await createLiveValidator(contract.operations);
  const route = createRouter(contract.operations);
  return async (request) => {
    const operationId = route(request.method, request.path)?.operation.iid;
    const notes = operationId === undefined ? {} : { operationId };
    try {
      const response = await forward(request, upstream);
      const body = await buffer(response);
      const status = response.statusCode ?? 502;
      const live = {
        status,
        contentType: response.headers["content-type"] ?? "",
        body: decode(response.headers, body),
      };
      const violations = await validate(toPrismRequest(request, request.path), live);
      return {
        status,
        headers: selectForwarded(response.headers),
        body,
        notes: violations.length > 0 ? { ...notes, violations } : notes,
      } satisfies MockResponse;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return errorResponse(502, `The upstream ${upstream} did not respond: ${reason}.`, notes);
    }
  };
}

function forward(request: MockRequest, upstream: string): Promise<IncomingMessage> {
  const { method, path, query, body } = request;
  const url = new URL(upstream.replace(/\/$/, "") + path + (query === "" ? "" : `?${query}`));
  const headers = { ...selectForwarded(request.allHeaders()), "content-length": Buffer.byteLength(body) };
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    send(url, { method, headers, signal }, resolve).once("error", reject).end(body);
  });
}

function selectForwarded(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !CONNECTION_HEADERS.has(name)) kept[name] = value;
  return kept;
}

/** Returns the body as the contract describes it: decompressed, and parsed if it is JSON. */
function decode(headers: IncomingHttpHeaders, body: Buffer): unknown {
  const text = decompress(headers["content-encoding"], body).toString("utf8");
  const parsed = parseBody(headers["content-type"] ?? "", text);
  return parsed instanceof SyntaxError ? text : parsed;
}

function decompress(encoding: string | undefined, body: Buffer): Buffer {
  if (encoding === "gzip") return gunzipSync(body);
  if (encoding === "deflate") return inflateSync(body);
  if (encoding === "br") return brotliDecompressSync(body);
  return body;
}
