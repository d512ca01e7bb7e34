import type { IHttpConfig, IHttpResponse } from "@stoplight/prism-http";
import type { Operation } from "../contract/operation.ts";
import type { Violation } from "../exchange.ts";
import { listBeginnings } from "./long-arrays.ts";
import type { PrismRequest } from "./prism-request.ts";
import {
  loadPrism,
  MAX_VIOLATIONS,
  PRISM_CONFIG,
  toPrismInput,
  toPrismOperations,
  toViolations,
  type PrismViolation,
} from "./prism.ts";

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

/** Prism with a cache of its responses. */
export interface Engine {
  respond(request: PrismRequest): Promise<PrismResponse> | PrismResponse;
  /** Returns Prism's response to an invalid request if the operations were the given ones. It is not validated again. */
  refuse(request: PrismRequest, operations: Operation[], invalid: PrismResponse): Promise<PrismResponse>;
}

const KEPT_RESPONSES = 1_000;
const KEPT_TEXT_LENGTH = 4_096;

/**
 * Creates an engine for the operations. Prism's response depends on the request alone, unless it is `dynamic`, so each
 * distinct request reaches Prism once and its response is kept in a bounded cache.
 */
export async function createEngine(operations: Operation[]): Promise<Engine> {
  const { createInstance, ProblemJsonError, logger } = await loadPrism();
  const prism = createInstance(PRISM_CONFIG, { logger });
  const kept = new Map<string, PrismResponse>();

  async function requestPrism(
    request: PrismRequest,
    instance = prism,
    among = operations,
  ): Promise<PrismResponse> {
    const result = await instance.request(
      toPrismInput(request),
      toPrismOperations(among),
      toConfig(request),
    )();
    if ("left" in result) {
      const problem = ProblemJsonError.toProblemJson(result.left);
      // If Prism cannot negotiate the response with the preferred code, it tries without the code. If that fails too, it
      // hides the reason behind a 500.
      const isHidden = problem.status === 500 && request.code !== undefined;
      return isHidden ? requestPrism({ ...request, code: undefined }, instance, among) : toProblem(problem);
    }
    const { output, validations } = result.right;
    return toPrismResponse(output, validations.input, validations.output);
  }

  async function requestWithLongBody(request: PrismRequest): Promise<PrismResponse> {
    for (const body of listBeginnings(request.body)) {
      const response = await requestPrism({ ...request, body });
      if (response.requestViolations.length >= MAX_VIOLATIONS) return response;
    }
    return requestPrism(request);
  }

  async function requestAndKeep(id: string, request: PrismRequest): Promise<PrismResponse> {
    const response = await requestPrism(request);
    if (kept.size >= KEPT_RESPONSES) kept.delete(kept.keys().next().value ?? "");
    kept.set(id, response);
    return response;
  }

  return {
    respond(request) {
      if (request.text.length > KEPT_TEXT_LENGTH) return requestWithLongBody(request);
      if (request.dynamic) return requestPrism(request);
      const id = identify(request);
      return kept.get(id) ?? requestAndKeep(id, request);
    },

    refuse(request, among, { ownViolations }) {
      const [first, ...others] = ownViolations;
      if (!first) throw new Error("Only an invalid request can be refused.");
      const validateInput = () => left<[PrismViolation, ...PrismViolation[]]>([first, ...others]);
      return requestPrism(request, createInstance(PRISM_CONFIG, { logger, validateInput }), among);
    },
  };
}

function identify(request: PrismRequest): string {
  const { method, path, server = "", mediaType, accept, text } = request;
  const { example = "", code = "", validate = true } = request;
  return `${method} ${path}\n${server}\n${mediaType}\n${accept}\n${example}\n${code}\n${validate}\n${text}`;
}

function toConfig({ example, code, dynamic = false, seed, validate = true }: PrismRequest): IHttpConfig {
  const mock = {
    dynamic,
    ...(example !== undefined && { exampleKey: example }),
    ...(code !== undefined && { code }),
    ...(seed !== undefined && { seed }),
  };
  return { ...PRISM_CONFIG, validateRequest: validate, mock };
}

function toPrismResponse(
  output: IHttpResponse,
  request: PrismViolation[],
  response: PrismViolation[],
): PrismResponse {
  const headers = Object.entries(output.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    status: output.statusCode,
    headers: Object.fromEntries(headers),
    body: output.body,
    text: typeof output.body === "string" ? output.body : (JSON.stringify(output.body) ?? ""),
    ownViolations: request.slice(0, MAX_VIOLATIONS),
    requestViolations: toViolations("request", request),
    responseViolations: toViolations("response", response),
  };
}

/** Prism's problem document. */
interface Problem {
  status: number;
  [field: string]: unknown;
}

function toProblem(problem: Problem): PrismResponse {
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

function left<Value>(value: Value): { readonly _tag: "Left"; readonly left: Value } {
  return { _tag: "Left", left: value };
}
