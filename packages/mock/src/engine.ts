import type { IHttpConfig, IHttpRequest, IHttpResponse } from "@stoplight/prism-http";
import type { Operation } from "./contract.ts";
import type { Violation } from "./exchange.ts";

/** What Prism is asked. */
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
const SEVERITIES = ["Error", "Warning", "Information", "Hint"];
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;
const CONFIG: IHttpConfig = {
  isProxy: false,
  validateRequest: true,
  validateResponse: true,
  checkSecurity: true,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
};

/**
 * Prism's answer is a function of the question alone, unless it invents one: so it is asked once for each
 * question and its answer is kept, up to a bound.
 */
export async function createEngine(operations: Operation[]): Promise<Engine> {
  const [{ createInstance, ProblemJsonError }, { createLogger }] = await Promise.all([
    import("@stoplight/prism-http"),
    import("@stoplight/prism-core"),
  ]);
  const prism = createInstance(CONFIG, { logger: createLogger("mock", { enabled: false }) });
  const kept = new Map<string, Answer>();

  async function askPrism(question: Question, among: Operation[]): Promise<Answer> {
    const result = await prism.request(toPrismRequest(question), among, toConfig(question))();
    if ("left" in result) return toProblem(ProblemJsonError.toProblemJson(result.left));
    const { output, validations } = result.right;
    return toAnswer(output, validations.input, validations.output);
  }

  async function askAndKeep(id: string, question: Question, among: Operation[]): Promise<Answer> {
    const answer = await askPrism(question, among);
    if (kept.size >= KEPT_ANSWERS) kept.delete(kept.keys().next().value ?? "");
    kept.set(id, answer);
    return answer;
  }

  return {
    ask(question, among = operations) {
      if (question.dynamic || question.text.length > KEPT_TEXT_LENGTH || among !== operations)
        return askPrism(question, among);
      const id = identify(question);
      return kept.get(id) ?? askAndKeep(id, question, among);
    },
  };
}

function identify(question: Question): string {
  const { method, path, mediaType, accept, example = "", code = "", validate = true, text } = question;
  return `${method} ${path}\n${mediaType}\n${accept}\n${example}\n${code}\n${validate}\n${text}`;
}

function toPrismRequest({ method, path, mediaType, accept, text, body }: Question): IHttpRequest {
  const headers: Record<string, string> = { "content-length": String(text.length) };
  if (mediaType !== "") headers["content-type"] = mediaType;
  if (accept !== "") headers["accept"] = accept;
  return { method: toPrismMethod(method), url: { path }, headers, body };
}

/** The contract has no TRACE, so Prism refuses methods that it does not know just as it refuses that. */
function toPrismMethod(method: string): IHttpRequest["method"] {
  return METHODS.find((known) => known === method.toLowerCase()) ?? "trace";
}

function toConfig({ example, code, dynamic = false, seed, validate = true }: Question): IHttpConfig {
  const mock = {
    dynamic,
    ...(example !== undefined && { exampleKey: example }),
    ...(code !== undefined && { code }),
    ...(seed !== undefined && { seed }),
  };
  return { ...CONFIG, validateRequest: validate, mock };
}

interface Finding {
  path?: (string | number)[];
  code?: string | number;
  message: string;
  severity: number;
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

function toViolation(side: string, { path = [], code, message, severity }: Finding): Violation {
  return {
    location: [side, ...path.map(String)],
    severity: SEVERITIES[severity] ?? "Error",
    ...(code !== undefined && { code }),
    message,
  };
}
