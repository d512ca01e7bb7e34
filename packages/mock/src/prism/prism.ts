import type { createInstance, IHttpConfig, IHttpRequest, ProblemJsonError } from "@stoplight/prism-http";
import type { Operation } from "../contract/operation.ts";
import type { Violation } from "../exchange.ts";
import { toAccept, toMediaType } from "./media-types.ts";
import type { PrismRequest } from "./prism-request.ts";
import { silentLogger, type PrismLogger } from "./silent-logger.ts";

/** An operation in Prism's own type. */
type PrismOperation = Parameters<ReturnType<typeof createInstance>["request"]>[1][number];

/** The parts of Prism that the mock uses. */
export interface Prism {
  createInstance: typeof createInstance;
  ProblemJsonError: typeof ProblemJsonError;
  logger: PrismLogger;
}

/** A violation in Prism's own form. */
export interface PrismViolation {
  path?: string[];
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

/** The maximum number of violations that are listed. A body of 1 MiB can have hundreds of thousands. */
export const MAX_VIOLATIONS = 100;

const SEVERITIES = ["Error", "Warning", "Information", "Hint"];

/** Loads Prism. It takes most of a mock's start time, so it is loaded only when a mock is created. */
export async function loadPrism(): Promise<Prism> {
  const { createInstance, ProblemJsonError } = await import("./library.ts");
  return { createInstance, ProblemJsonError, logger: silentLogger };
}

/** Reads an OpenAPI document's operations with Prism's own reader. */
export async function readOperations(file: string): Promise<Operation[]> {
  const { getHttpOperationsFromSpec } = await import("./library.ts");
  const read = await getHttpOperationsFromSpec(file);
  return read.map((operation) => ({ ...operation, iid: operation.iid ?? operation.id }) as Operation);
}

/** Returns operations in Prism's own type. They are what Prism read; the mock's type describes only parts of them. */
export function toPrismOperations(operations: Operation[]): PrismOperation[] {
  return operations as unknown as PrismOperation[];
}

/** Returns the request in Prism's own form. */
export function toPrismInput({
  method,
  path,
  server,
  mediaType,
  accept,
  text,
  body,
}: PrismRequest): IHttpRequest {
  const headers: Record<string, string> = { "content-length": String(text.length) };
  if (mediaType !== "") headers["content-type"] = toMediaType(mediaType);
  if (accept !== "") headers["accept"] = toAccept(accept);
  // Prism's type lists the methods of OpenAPI. Prism itself refuses any other with 405.
  const known = method.toLowerCase() as IHttpRequest["method"];
  return { method: known, url: { path, ...(server !== undefined && { baseUrl: server }) }, headers, body };
}

/** Returns violations in the form of Prism's header `sl-violations`, at most {@link MAX_VIOLATIONS} of them. */
export function toViolations(side: string, violations: readonly PrismViolation[]): Violation[] {
  return violations.slice(0, MAX_VIOLATIONS).map(({ path = [], code, message, severity }) => ({
    location: [side, ...path],
    severity: SEVERITIES[severity] ?? "Error",
    ...(code !== undefined && { code }),
    message,
  }));
}
