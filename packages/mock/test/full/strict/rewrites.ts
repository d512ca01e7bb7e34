import { MIMEType } from "node:util";
import type { Exchange } from "./acceptors.ts";
import type { DifferenceName } from "./differences.ts";
import type { RawRequest } from "./exchange.ts";
import { isWellFormed, typeIs } from "./prism-modules.ts";
import { readPreferred } from "./read-request.ts";

const FORMS = ["application/x-www-form-urlencoded", "multipart/form-data"];
const UNSUPPORTED = "application/x-unsupported";

type Rewrite = (exchange: Exchange) => RawRequest | undefined;

/**
 * Return another request, to which Prism has the response that the mock has to this one. They return undefined if the
 * difference does not concern the request.
 */
export const rewrites: [DifferenceName, Rewrite][] = [
  [
    "empty",
    ({ request }) => (request.chunked && request.body?.length === 0 ? withoutBody(request) : undefined),
  ],
  // Paths, methods and preferences are refused before the body is read.
  [
    "json",
    ({ request, prism }) => (prism.failure === "silence" && request.body ? withoutBody(request) : undefined),
  ],
  [
    "form",
    ({ request, prism }) =>
      prism.failure === "exit" && typeIs(request.headers["content-type"] ?? "", FORMS)
        ? withHeader(request, "content-type", UNSUPPORTED)
        : undefined,
  ],
  [
    "escape",
    ({ request }) => {
      const target = request.target.replaceAll(/%(?![\da-f]{2})/gi, "%25");
      return target === request.target ? undefined : { ...request, target };
    },
  ],
  [
    "comma",
    ({ request }) => {
      const target = request.target.replaceAll(",", "%2C");
      return target === request.target ? undefined : { ...request, target };
    },
  ],
  ["accept", ({ request }) => rewriteAccept(request)],
  ["contentType", ({ request }) => rewriteContentType(request)],
  [
    "charset",
    ({ request }) => {
      const contentType = request.headers["content-type"] ?? "";
      const utf8 = contentType.replace(/charset=(?!utf-8)[\w-]+/i, "charset=utf-8");
      return utf8 === contentType ? undefined : withHeader(request, "content-type", utf8);
    },
  ],
  ["chunked", ({ request }) => (request.chunked ? { ...request, chunked: false } : undefined)],
  ["negotiation", rewriteCode],
];

function rewriteAccept(request: RawRequest): RawRequest | undefined {
  const elements = request.headers["accept"]?.split(",") ?? [];
  const wellFormed = elements.filter(isWellFormed);
  if (wellFormed.length === elements.length) return undefined;
  return withHeader(request, "accept", wellFormed.length > 0 ? wellFormed.join(",") : undefined);
}

function rewriteContentType(request: RawRequest): RawRequest | undefined {
  const contentType = request.headers["content-type"];
  if (contentType === undefined || isWellFormed(contentType)) return undefined;
  const withoutParameters = contentType.split(";")[0] ?? "";
  const isKnown = isMimeType(contentType) && typeIs(withoutParameters, ["application/json"]);
  return withHeader(request, "content-type", isKnown ? withoutParameters : UNSUPPORTED);
}

function isMimeType(text: string): boolean {
  try {
    return new MIMEType(text).type !== "";
  } catch {
    return false;
  }
}

/** Without the code, Prism names the reason that it hides behind its 500. */
function rewriteCode({ request, prism }: Exchange): RawRequest | undefined {
  const { code, example, dynamic } = readPreferred(request);
  if (prism.response?.status !== 500 || code === undefined) return undefined;
  const { pathname } = new URL(request.target, "http://prism.test");
  const preferences = [
    ...(example === undefined ? [] : [`example=${example}`]),
    ...(dynamic === undefined ? [] : [`dynamic=${dynamic}`]),
  ];
  return withHeader({ ...request, target: pathname }, "prefer", preferences.join(", ") || undefined);
}

function withHeader(request: RawRequest, name: string, value: string | undefined): RawRequest {
  const { [name]: _, ...others } = request.headers;
  return { ...request, headers: value === undefined ? others : { ...others, [name]: value } };
}

function withoutBody(request: RawRequest): RawRequest {
  return { ...request, body: undefined, chunked: false };
}
