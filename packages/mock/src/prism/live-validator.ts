import type { Operation } from "../contract/contract.ts";
import type { Violation } from "../exchange.ts";
import { loadPrism, PRISM_CONFIG, toPrismRequest, toViolation, type Question } from "./prism.ts";

/** A live reply, as far as the contract tells of it. */
export interface LiveReply {
  status: number;
  contentType: string;
  body: unknown;
}

/** Makes Prism judge live requests and their replies. */
export async function createLiveValidator(
  operations: Operation[],
): Promise<(question: Question, reply: LiveReply) => Promise<Violation[]>> {
  const { createInstance, logger } = await loadPrism();
  const config = { ...PRISM_CONFIG, isProxy: true as const, upstream: new URL("http://127.0.0.1") };
  return async (question, { status, contentType, body }) => {
    const output = { statusCode: status, headers: { "content-type": contentType }, body };
    // Prism would send the request itself, and change the reply; it is handed the one that came.
    const forward = () => () => async () => right(output);
    const prism = createInstance(config, { logger, forward });
    const result = await prism.request(toPrismRequest(question), operations, config)();
    if ("left" in result) return [];
    const { input, output: reply } = result.right.validations;
    return [
      ...input.map((finding) => toViolation("request", finding)),
      ...reply.map((finding) => toViolation("response", finding)),
    ];
  };
}

function right<Value>(value: Value): { readonly _tag: "Right"; readonly right: Value } {
  return { _tag: "Right", right: value };
}
