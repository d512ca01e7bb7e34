import { isDeepStrictEqual } from "node:util";
import { loadContract } from "../../../src/contract/contract.ts";
import { listExamples } from "../../../src/contract/operation.ts";
import { wantsPrism } from "../../../src/operations/preferences.ts";
import { MAGIC_KEYS } from "../../../src/operations/magic-keys.ts";
import type { DifferenceName } from "./differences.ts";
import type { RawRequest, RawResponse } from "./exchange.ts";
import { readBody, readKey, readPreferred } from "./read-request.ts";
import type { Outcome } from "./reference.ts";

/** What was sent, and what both did. */
export interface Exchange {
  request: RawRequest;
  prism: Outcome;
  mock: RawResponse;
}

const contract = await loadContract();
const MAX_BODY_BYTES = 1024 * 1024;
const MAX_VIOLATIONS = 100;
const MAX_DEPTH = 100;

/** Decide whether a documented difference is the whole difference between two responses. */
export const acceptors: [DifferenceName, (exchange: Exchange) => boolean][] = [
  ["control", ({ request }) => request.target.startsWith("/__mock/")],
  ["size", ({ request, mock }) => (request.body?.length ?? 0) > MAX_BODY_BYTES && mock.status === 413],
  [
    // The violations are those of the contract as it is, the rest is that of the contract without a 400.
    "invalid",
    ({ prism: { response, refusal }, mock }) =>
      refusal !== undefined && isDeepStrictEqual({ ...refusal, violations: response?.violations }, mock),
  ],
  [
    "many",
    ({ prism: { response, refusal }, mock }) => {
      const { validation, ...problem } = { ...(refusal?.body as { validation?: unknown[] } | undefined) };
      if (validation === undefined || validation.length <= MAX_VIOLATIONS) return false;
      const body = { ...problem, validation: validation.slice(0, MAX_VIOLATIONS) };
      return isDeepStrictEqual({ ...refusal, violations: response?.violations, body }, mock);
    },
  ],
  [
    "depth",
    ({ request, mock }) => mock.status === 400 && (request.body?.includes("[".repeat(MAX_DEPTH)) ?? false),
  ],
  ["life", acceptsLife],
  ["keys", acceptsKey],
  [
    "preferences",
    ({ request, mock }) => {
      const { scenario, fault } = readPreferred(request);
      if (scenario === "nope" || fault === "nope") return mock.status === 400;
      // `Accept` may exclude the fault's response.
      return fault === "unavailable" && (mock.status === 503 || mock.status === 406);
    },
  ],
  [
    "dynamic",
    ({ request, prism: { response }, mock }) =>
      readPreferred(request).dynamic === true &&
      isDeepStrictEqual({ ...response, body: undefined }, { ...mock, body: undefined }),
  ],
  [
    "json",
    ({ request, prism, mock }) =>
      prism.failure === "silence" && readBody(request) instanceof SyntaxError && mock.status === 400,
  ],
];

function acceptsLife({ request, prism: { response }, mock }: Exchange): boolean {
  if (wantsPrism(readPreferred(request)) || response?.status !== 200) return false;
  const { training_id: id, ...created } = { ...(mock.body as Record<string, unknown>) };
  const { training_id: documented, ...example } = { ...(response.body as Record<string, unknown>) };
  const isCreated = typeof id === "string" && id !== documented && isDeepStrictEqual(created, example);
  const isNotFound = isDeepStrictEqual(mock.body, contract.example(contract.status, "training_id_not_found"));
  const isSame = isDeepStrictEqual({ ...mock, body: undefined }, { ...response, body: undefined });
  return isSame && (isCreated || isNotFound);
}

function acceptsKey({ request, prism: { response }, mock }: Exchange): boolean {
  if (wantsPrism(readPreferred(request)) || response?.status !== 200) return false;
  const codes: Record<string, number> = { ...MAGIC_KEYS, "": 200 };
  const code = codes[String(readKey(request))];
  if (code !== mock.status) return false;
  // Neither has a body if `Accept` excludes every type.
  if (response.body === "") return mock.body === "";
  const examples = listExamples(contract.create, String(code)).map(({ value }) => value);
  return examples.some((value) => isDeepStrictEqual(value, mock.body));
}
