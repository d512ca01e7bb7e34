import type { IHttpConfig, IHttpResponse } from "@stoplight/prism-http";
import type { Operation } from "../contract/contract.ts";
import type { Violation } from "../exchange.ts";
import {
  loadPrism,
  PRISM_CONFIG,
  toPrismRequest,
  toViolation,
  type Finding,
  type Question,
} from "./prism.ts";

/** What Prism answered. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
  /** The body as it is sent. */
  text: string;
  requestViolations: Violation[];
  replyViolations: Violation[];
  /** Prism found no answer in the contract, so the body is its problem document. */
  problem?: true;
}

/** Prism with a memory of its answers. */
export interface Engine {
  ask(question: Question, operations?: Operation[]): Promise<Answer> | Answer;
}

const KEPT_ANSWERS = 1_000;
const KEPT_TEXT_LENGTH = 4_096;

/**
 * Prism's answer is a function of the question alone, unless it invents one: so it is asked once for each
 * question and its answer is kept, up to a bound.
 */
export async function createEngine(operations: Operation[]): Promise<Engine> {
  const { createInstance, ProblemJsonError, logger } = await loadPrism();
  const prism = createInstance(PRISM_CONFIG, { logger });
  const kept = new Map<string, Answer>();

  async function askPrism(question: Question, among: Operation[]): Promise<Answer> {
    const result = await prism.request(toPrismRequest(question), among, toConfig(question))();
    if ("left" in result) return toProblem(ProblemJsonError.toProblemJson(result.left));
    const { output, validations } = result.right;
    return toAnswer(output, validations.input, validations.output);
  }

  async function askAndKeep(id: string, question: Question): Promise<Answer> {
    const answer = await askPrism(question, operations);
    if (kept.size >= KEPT_ANSWERS) kept.delete(kept.keys().next().value ?? "");
    kept.set(id, answer);
    return answer;
  }

  return {
    ask(question, among = operations) {
      if (question.dynamic || question.text.length > KEPT_TEXT_LENGTH || among !== operations)
        return askPrism(question, among);
      const id = identify(question);
      return kept.get(id) ?? askAndKeep(id, question);
    },
  };
}

function identify(question: Question): string {
  const { method, path, mediaType, accept, example = "", code = "", validate = true, text } = question;
  return `${method} ${path}\n${mediaType}\n${accept}\n${example}\n${code}\n${validate}\n${text}`;
}

function toConfig({ example, code, dynamic = false, seed, validate = true }: Question): IHttpConfig {
  const mock = {
    dynamic,
    ...(example !== undefined && { exampleKey: example }),
    ...(code !== undefined && { code }),
    ...(seed !== undefined && { seed }),
  };
  return { ...PRISM_CONFIG, validateRequest: validate, mock };
}

function toAnswer(output: IHttpResponse, request: Finding[], reply: Finding[]): Answer {
  const headers = Object.entries(output.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    status: output.statusCode,
    headers: Object.fromEntries(headers),
    body: output.body,
    text: typeof output.body === "string" ? output.body : (JSON.stringify(output.body) ?? ""),
    requestViolations: request.map((finding) => toViolation("request", finding)),
    replyViolations: reply.map((finding) => toViolation("response", finding)),
  };
}

function toProblem(problem: { status: number }): Answer {
  return {
    status: problem.status,
    headers: { "content-type": "application/problem+json" },
    body: problem,
    text: JSON.stringify(problem),
    requestViolations: [],
    replyViolations: [],
    problem: true,
  };
}
