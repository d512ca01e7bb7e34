import type { createLogger } from "@stoplight/prism-core";
import type { createInstance, IHttpConfig, IHttpRequest, ProblemJsonError } from "@stoplight/prism-http";
import type { Violation } from "../exchange.ts";

/** A request, and the answer to it that Prism is asked for. */
export interface Question {
  method: string;
  path: string;
  mediaType: string;
  accept: string;
  /** The body as it was sent, and as it was parsed. */
  text: string;
  body: unknown;
  example?: string | undefined;
  code?: number | undefined;
  dynamic?: boolean | undefined;
  seed?: string | undefined;
  /** False to get the answer whatever the request is like. */
  validate?: boolean | undefined;
}

/** The parts of Prism that are used, with a logger that says nothing. */
export interface Prism {
  createInstance: typeof createInstance;
  ProblemJsonError: typeof ProblemJsonError;
  logger: ReturnType<typeof createLogger>;
}

/** What Prism finds wrong. */
export interface Finding {
  path?: (string | number)[];
  code?: string | number;
  message: string;
  severity: number;
}

/** Prism's settings: a mock that checks everything. */
export const PRISM_CONFIG: IHttpConfig = {
  isProxy: false,
  validateRequest: true,
  validateResponse: true,
  checkSecurity: true,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
};

const SEVERITIES = ["Error", "Warning", "Information", "Hint"];
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** Loads Prism, which takes most of the time in which a mock starts: so only when one is made. */
export async function loadPrism(): Promise<Prism> {
  const [http, core] = await Promise.all([import("@stoplight/prism-http"), import("@stoplight/prism-core")]);
  const { createInstance, ProblemJsonError } = http;
  return { createInstance, ProblemJsonError, logger: core.createLogger("mock", { enabled: false }) };
}

/** The request as Prism wants it. */
export function toPrismRequest({ method, path, mediaType, accept, text, body }: Question): IHttpRequest {
  const headers: Record<string, string> = { "content-length": String(text.length) };
  if (mediaType !== "") headers["content-type"] = mediaType;
  if (accept !== "") headers["accept"] = accept;
  return { method: toPrismMethod(method), url: { path }, headers, body };
}

/** The contract has no TRACE, so Prism refuses methods that it does not know just as it refuses that. */
function toPrismMethod(method: string): IHttpRequest["method"] {
  return METHODS.find((known) => known === method.toLowerCase()) ?? "trace";
}

/** A finding in the form of Prism's header `sl-violations`. */
export function toViolation(side: string, { path = [], code, message, severity }: Finding): Violation {
  return {
    location: [side, ...path.map(String)],
    severity: SEVERITIES[severity] ?? "Error",
    ...(code !== undefined && { code }),
    message,
  };
}
