import type { Problem } from "../errors.ts";
import { describeValue } from "./describe-value.ts";

const DEEPEST_NESTING = 32;

/**
 * Returns a copy of a value that consists of plain JSON values, so that what is checked is what is sent. Adds a problem for
 * each part that JSON cannot express: a class instance, `Date`, `BigInt`, a hole, a cycle, or a number that is not finite.
 * A field whose value is `undefined` is absent from the copy.
 */
export function copyJson(value: unknown, field: string, problems: Problem[], depth = 0): unknown {
  if (!isJson(value, depth)) {
    const message = `${field || "The request"} must be a JSON value (got ${describeValue(value)})`;
    problems.push(field ? { field, message } : { message });
    return undefined;
  }
  if (typeof value !== "object" || value === null) return value;
  // `Array.from` visits holes too.
  if (Array.isArray(value))
    return Array.from(value, (item, index) => copyJson(item, `${field}[${index}]`, problems, depth + 1));
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.map(([name, inner]) => [
      name,
      copyJson(inner, field ? `${field}.${name}` : name, problems, depth + 1),
    ]),
  );
}

/** Whether JSON can express a value, apart from what is inside of it. A cycle ends at the deepest nesting. */
function isJson(value: unknown, depth: number): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value === "object") return value === null || (depth <= DEEPEST_NESTING && isPlain(value));
  return typeof value === "string" || typeof value === "boolean";
}

/** Whether an object is a list, or made by `{}`, in any realm, rather than by a class. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}
