import type { createLogger } from "@stoplight/prism-core";
import type { createInstance, IHttpConfig, IHttpRequest, ProblemJsonError } from "@stoplight/prism-http";
import type { Violation } from "../exchange.ts";
import type { PrismRequest } from "./prism-request.ts";

/** The parts of Prism that the mock uses, with a silent logger. */
export interface Prism {
  createInstance: typeof createInstance;
  ProblemJsonError: typeof ProblemJsonError;
  logger: ReturnType<typeof createLogger>;
}

/** A violation in Prism's own form. */
export interface PrismViolation {
  path?: (string | number)[];
  code?: string | number;
  message: string;
  severity: number;
}

/** Prism's settings: mock, and validate everything. */
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

/** Loads Prism. It takes most of a mock's start time, so it is loaded only when a mock is created. */
export async function loadPrism(): Promise<Prism> {
  const [http, core] = await Promise.all([import("@stoplight/prism-http"), import("@stoplight/prism-core")]);
  const { createInstance, ProblemJsonError } = http;
  return { createInstance, ProblemJsonError, logger: core.createLogger("mock", { enabled: false }) };
}

/** Returns the request in Prism's own form. */
export function toPrismInput({ method, path, mediaType, accept, text, body }: PrismRequest): IHttpRequest {
  const headers: Record<string, string> = { "content-length": String(text.length) };
  if (mediaType !== "") headers["content-type"] = mediaType;
  if (accept !== "") headers["accept"] = accept;
  return { method: toPrismMethod(method), url: { path }, headers, body };
}

/** Methods that Prism does not know become TRACE, which the contract does not have: Prism refuses both with 405. */
function toPrismMethod(method: string): IHttpRequest["method"] {
  return METHODS.find((known) => known === method.toLowerCase()) ?? "trace";
}

/** Returns a violation in the form of Prism's header `sl-violations`. */
export function toViolation(side: string, { path = [], code, message, severity }: PrismViolation): Violation {
  return {
    location: [side, ...path.map(String)],
    severity: SEVERITIES[severity] ?? "Error",
    ...(code !== undefined && { code }),
    message,
  };
}
