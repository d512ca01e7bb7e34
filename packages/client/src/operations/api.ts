import createFetchClient from "openapi-fetch";
import type { Client } from "openapi-fetch";
import type { Operation } from "../contract/operation.ts";
import { operations } from "../generated/operations.ts";
import type { ErrorResponse, paths } from "../generated/schema.ts";
import { send } from "../http/send.ts";
import type { Transport } from "../http/transport.ts";
import { readOptions } from "../validation/check-options.ts";
import type { OptionRule } from "../validation/check-options.ts";
import { checkRequest } from "../validation/check-request.ts";
import { checkTrainingId } from "../validation/check-training-id.ts";

/** An operation as this client offers it: the client adds the key, and throws error responses. */
type ApiOperation<T> = T extends {
  requestBody: { content: { "application/json": infer Body } };
  responses: { 200: { headers: infer Headers; content: { "application/json": infer Content } } };
}
  ? Omit<T, "requestBody" | "responses"> & {
      requestBody: { content: { "application/json": Omit<Body, "key"> } };
      responses: {
        200: { headers: Headers; content: { "application/json": Exclude<Content, ErrorResponse> } };
      };
    }
  : T;

/** The contract's paths, without the key and without error responses, which are thrown. */
export type ApiPaths = {
  [Path in keyof paths]: { [Method in keyof paths[Path]]: ApiOperation<paths[Path][Method]> };
};

/** The openapi-fetch client, typed by the contract. */
export type Api = Client<ApiPaths, "application/json">;

/** What a call passes to openapi-fetch, as far as it matters here. */
interface CallInit {
  signal?: AbortSignal;
  params?: { path?: Record<string, unknown> };
  body?: unknown;
  parseAs?: unknown;
  fetch?: (request: Request) => Promise<Response>;
}

/** A training that is created must not be lost because its response, which is JSON, cannot be read as something else. */
const PARSE_AS: ReadonlySet<unknown> = new Set(["json", "text", "blob", "arrayBuffer", "stream"]);
const parseAs: OptionRule = {
  isValid: (value) => PARSE_AS.has(value),
  expected: "json, text, blob, arrayBuffer, or stream",
};
const METHODS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] as const;
/** They describe the body as it was sent, which the caller gets parsed and without the key. */
const BODY_HEADERS = ["content-encoding", "content-length", "transfer-encoding"];

/** Creates an openapi-fetch client whose requests are sent by the same code as all others. */
export function createApi(transport: Transport): Api {
  const client = createFetchClient<ApiPaths, "application/json">({ baseUrl: transport.baseUrl });
  const request = client.request as (method: string, path: string, init: object) => Promise<unknown>;

  async function call(method: string, path: string, init: CallInit = {}): Promise<unknown> {
    const operation = findOperation(method, path);
    const { body } = init;
    readOptions<Pick<CallInit, "parseAs">>(init, { parseAs });
    // Checked here because JSON hides what it cannot express: it turns NaN into null, and a `URL` into a string.
    return request(method, path, {
      ...init,
      ...(body !== undefined && { body: checkRequest(operation, body, transport.redact) }),
      fetch: (request: Request) => sendRequest(transport, operation, init, request),
    });
  }

  const calls = METHODS.map((method) => [
    method,
    (path: string, init?: CallInit) => call(method, path, init),
  ]);
  return {
    ...client,
    ...Object.fromEntries(calls),
    request: (method: string, path: string, init?: CallInit) => call(method.toUpperCase(), path, init),
  } as Api;
}

/** An operation that the contract does not have may cost money, so it is never replayed. */
function findOperation(method: string, path: string): Operation {
  const known = Object.values<Operation>(operations).find(
    (operation) => operation.path === path && operation.method === method,
  );
  return known ?? { id: `${method} ${path}`, method, path, replay: "never" };
}

/** Sends the request that openapi-fetch and its middleware have made. */
async function sendRequest(
  transport: Transport,
  operation: Operation,
  init: CallInit,
  request: Request,
): Promise<Response> {
  const { params, fetch, signal: callSignal } = init;
  const { url, signal, headers } = request;
  // Checked again because middleware can replace the request.
  const body = checkRequest(operation, parseBody(await request.text()), transport.redact);
  const trainingId = readPathParameter(transport, operation, params?.path);
  return send(
    fetch === undefined || fetch === globalThis.fetch
      ? transport
      : { ...transport, fetch: (url, init) => fetch(new Request(url, init)) },
    // `fetch` ignores what is an option of openapi-fetch.
    {
      operation,
      url,
      body,
      init: init as RequestInit,
      headers: new Headers(headers),
      trainingId,
      read: toResponse,
    },
    // Middleware may have made another request, whose signal does not always follow the caller's.
    { signal: callSignal ? AbortSignal.any([callSignal, signal]) : signal },
  );
}

function parseBody(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    // Not an object, so that the check of the request reports it.
    return text;
  }
}

/** Returns the response with the parsed body, which does not contain the key. */
function toResponse(fields: object, { status, headers }: Response): Response {
  const kept = new Headers(headers);
  for (const name of BODY_HEADERS) kept.delete(name);
  return Response.json(fields, { status, headers: kept });
}

function readPathParameter(
  { redact }: Transport,
  { pathParameter }: Operation,
  path: Record<string, unknown> = {},
): string | undefined {
  if (pathParameter === undefined) return undefined;
  const value = path[pathParameter];
  checkTrainingId(value, redact);
  return value;
}
