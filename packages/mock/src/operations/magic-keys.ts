import { hasRequestField, type Operation } from "../contract/operation.ts";
import { readField } from "../prism/parse-body.ts";
import type { ResponseChoice } from "./response-choice.ts";

/** The API keys that cause an error, with the status code of the contract's response. */
export const MAGIC_KEYS = { invalid: 401, "no-credits": 402, "rate-limited": 429 } as const;

const codes = new Map<string | undefined, number>(Object.entries(MAGIC_KEYS));

/**
 * Refuses a missing or magic key. Operations without the field `key` accept every request.
 *
 * @param validate - Whether other faults of the request are refused first. The service checks the key first, Prism the
 * request.
 */
export function chooseRefusal(
  operation: Operation,
  body: unknown,
  validate: boolean,
): ResponseChoice | undefined {
  if (!hasRequestField(operation, "key")) return undefined;
  const key = readField(body, "key");
  if (key === "") return { example: "invalid_api_key", validate };
  const code = codes.get(key);
  return code === undefined ? undefined : { code, validate };
}
