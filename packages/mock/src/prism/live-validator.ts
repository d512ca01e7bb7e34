import type { Operation } from "../contract/operation.ts";
import type { Violation } from "../exchange.ts";
import type { PrismRequest } from "./prism-request.ts";
import { loadPrism, PRISM_CONFIG, toPrismInput, toPrismOperations, toViolations } from "./prism.ts";

/** A response of the live service. */
export interface LiveResponse {
  status: number;
  contentType: string;
  body: unknown;
}

/** Returns a function that validates a live request and its response with Prism. */
export async function createLiveValidator(
  operations: Operation[],
): Promise<(request: PrismRequest, response: LiveResponse) => Promise<Violation[]>> {
  const { createInstance, logger } = await loadPrism();
  const config = { ...PRISM_CONFIG, isProxy: true as const, upstream: new URL("http://127.0.0.1") };
  return async (request, { status, contentType, body }) => {
    // Prism fails at an empty media type, and reports a missing one.
    const headers = contentType === "" ? {} : { "content-type": contentType };
    const output = { statusCode: status, headers, body };
    // Prism would send the request itself and change the response, so it gets the response that was received.
    const forward = () => () => async () => right(output);
    const prism = createInstance(config, { logger, forward });
    const result = await prism.request(toPrismInput(request), toPrismOperations(operations), config)();
    if ("left" in result) return [];
    const { validations } = result.right;
    return [...toViolations("request", validations.input), ...toViolations("response", validations.output)];
  };
}

function right<Value>(value: Value): { readonly _tag: "Right"; readonly right: Value } {
  return { _tag: "Right", right: value };
}
