import type { Problem } from "../errors.ts";
import { describeValue } from "./describe-value.ts";

const DEEPEST_NESTING = 32;

/**
 * Returns a copy of an object that consists of plain JSON values, so that what is checked is what is sent. Adds a problem
 * for each part that JSON cannot express: a class instance, `Date`, `BigInt`, a hole, a cycle, or a number that is not
 * finite. A field whose value is `undefined` is absent from the copy.
 */
export function copyFields(
  object: object,
  field: string,
  problems: Problem[],
  depth = 0,
): Record<string, unknown> {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      copyValue(value, field ? `${field}.${name}` : name, problems, depth + 1),
    ]),
  );
}

function copyValue(value: unknown, field: string, problems: Problem[], depth: number): unknown {
  if (!isJson(value, depth)) {
    const message = `${field || "The request"} must be a JSON value (got ${describeValue(value)})`;
    problems.push(field ? { field, message } : { message });
    return undefined;
  }
  if (typeof value !== "object" || value === null) return value;
  // `Array.from` visits holes too.
  if (Array.isArray(value))
    return Array.from(value, (item, index) => copyValue(item, `${field}[${index}]`, problems, depth + 1));
  return copyFields(value, field, problems, depth);
}

/** Whether JSON can express a value, apart from what is inside of it. A cycle ends at the deepest nesting. */
function isJson(value: unknown, depth: number): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null)
    return value === null || typeof value === "string" || typeof value === "boolean";
  return depth <= DEEPEST_NESTING && (Array.isArray(value) || isPlainObject(value));
}

/** Returns whether a value is an object made by `{}`, in any realm, rather than by a class. */
export function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
