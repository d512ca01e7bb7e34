import { describeValue, isPlainObject } from "./describe-value.ts";
import type { Problem } from "../errors.ts";

const DEEPEST_NESTING = 32;

/** Where a value is in a request, and the objects around it. */
interface Position {
  field: string;
  parents: readonly object[];
}

/**
 * Returns a copy of a request as plain JSON values, so that what is validated is what is sent. Adds a problem for each
 * value that JSON cannot express: class instances, `Date`, `BigInt`, holes, cycles, and numbers that are not finite.
 * A field whose value is `undefined` is absent from the copy.
 */
export function copyFields(fields: Record<string, unknown>, problems: Problem[]): Record<string, unknown> {
  return copyObject(fields, { field: "", parents: [] }, problems);
}

function copyObject(
  object: Record<string, unknown>,
  { field, parents }: Position,
  problems: Problem[],
): Record<string, unknown> {
  const entries = Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, unknown] => {
      const position = { field: field === "" ? name : `${field}.${name}`, parents: [...parents, object] };
      return [name, copyValue(value, position, problems)];
    });
  return Object.fromEntries(entries);
}

function copyValue(value: unknown, position: Position, problems: Problem[]): unknown {
  const { field, parents } = position;
  const fault = findFault(value, parents);
  if (fault !== undefined) {
    problems.push({ field, message: `${field} must be a JSON value (got ${fault})` });
    return undefined;
  }
  if (Array.isArray(value)) {
    const around = [...parents, value];
    // `Array.from` visits holes too.
    return Array.from(value, (item, index) =>
      copyValue(item, { field: `${field}[${index}]`, parents: around }, problems),
    );
  }
  return typeof value === "object" && value !== null
    ? copyObject(value as Record<string, unknown>, position, problems)
    : value;
}

/** Returns why JSON cannot express a value, without what is inside it. */
function findFault(value: unknown, parents: readonly object[]): string | undefined {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? undefined : String(value);
  if (typeof value !== "object") return describeValue(value);
  if (parents.includes(value)) return "an object that contains itself";
  if (parents.length > DEEPEST_NESTING) return `more than ${DEEPEST_NESTING} levels of nesting`;
  return Array.isArray(value) || isPlainObject(value) ? undefined : describeValue(value);
}
