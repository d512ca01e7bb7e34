import type { Operation } from "../contract/operation.ts";
import type { Violation } from "../exchange.ts";
import type { PrismRequest } from "./prism-request.ts";

/** The maximum number of violations that are listed. A body of 1 MiB can have hundreds of thousands. */
export const MAX_VIOLATIONS = 100;

/** Prism's response. */
export interface PrismResponse {
  status: number;
  headers: Record<string, string>;
  body: unknown;
  /** The serialized body. */
  text: string;
  requestViolations: Violation[];
  responseViolations: Violation[];
  /** The violations of the request in Prism's own form. */
  ownViolations: readonly PrismViolation[];
  /** Set if the contract has no such response: the body is Prism's problem document. */
  problem?: true;
}

/** A violation in Prism's own form. */
export interface PrismViolation {
  path?: string[];
  code?: string | number;
  message: string;
  severity: number;
}

/** Chooses responses from the contract, as Prism does. */
export interface Engine {
  respond(request: PrismRequest): Promise<PrismResponse> | PrismResponse;
  /** Returns Prism's response to an invalid request if the operations were the given ones. It is not validated again. */
  refuse(request: PrismRequest, operations: Operation[], invalid: PrismResponse): Promise<PrismResponse>;
}

/** Prism's problem document. */
interface Problem {
  status: number;
  [field: string]: unknown;
}

/** Returns a problem document as a response. */
export function toProblem(problem: Problem): PrismResponse {
  return {
    status: problem.status,
    headers: { "content-type": "application/problem+json" },
    body: problem,
    text: JSON.stringify(problem),
    ownViolations: [],
    requestViolations: [],
    responseViolations: [],
    problem: true,
  };
}

/** Returns Prism's refusal of a request whose preferences it cannot read. */
export function refuseAsUnprocessable(detail: string): PrismResponse {
  const type = "https://stoplight.io/prism/errors#UNPROCESSABLE_ENTITY";
  return toProblem({ type, title: "Invalid request", status: 422, detail });
}
