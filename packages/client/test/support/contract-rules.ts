import { Ajv2020 } from "ajv/dist/2020.js";
import type { ContractOperation, Schema } from "./contract.ts";

/**
 * A part of a request that the contract has a schema for: a field, or the items of a list. Its name is that of the row, as
 * in `createTraining.images[]`.
 */
export interface RequestPart {
  name: string;
  operation: ContractOperation;
  schema: Schema;
  /** Returns the field, and its value when this part of it has the given value. */
  place: (value: unknown) => [field: string, value: unknown];
  /** The name by which an error message refers to the part when {@link place} has put a value there. */
  problemField: string;
}

/** The keywords of a schema that require something of a value. Each is a row of its own. */
const KEYWORDS = [
  "type",
  "enum",
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "minimum",
  "maximum",
  "minItems",
  "maxItems",
  "anyOf",
  "x-digits",
  "x-digits.minimum",
  "x-digits.maximum",
];

/** How many valid items come before a tested item of a list. */
const ITEMS_BEFORE = 2;

interface DigitBounds {
  minimum?: number;
  maximum?: number;
}

// An implementation of JSON Schema that has nothing in common with the client's.
const ajv = new Ajv2020({ strict: false });
ajv.addFormat("uri", (text) => {
  try {
    return Boolean(new URL(text));
  } catch {
    return false;
  }
});
ajv.addKeyword({
  keyword: "x-digits",
  type: "string",
  validate: ({ minimum = 0, maximum }: DigitBounds, text: string) =>
    /^[0123456789]+$/.test(text) &&
    BigInt(text) >= BigInt(minimum) &&
    (maximum === undefined || BigInt(text) <= BigInt(maximum)),
});

/** Returns whether a value satisfies a schema. */
export function isValid(schema: Schema, value: unknown): boolean {
  return ajv.validate(schema, value);
}

/** Returns the parts of an operation's request: its fields, and the items of those that are lists. */
export function listRequestParts(operation: ContractOperation): RequestPart[] {
  return Object.entries(operation.fields).flatMap(([field, schema]) => {
    const part: RequestPart = {
      name: `${operation.id}.${field}`,
      operation,
      schema,
      place: (value) => [field, value],
      problemField: field,
    };
    const { items } = schema;
    return items === undefined ? [part] : [part, toItemPart(part, items as Schema)];
  });
}

function toItemPart({ name, operation, place, problemField }: RequestPart, schema: Schema): RequestPart {
  const [field] = place(undefined);
  const [valid] = (operation.request[field] ?? []) as unknown[];
  const before = valid === undefined ? [] : Array.from({ length: ITEMS_BEFORE }, () => valid);
  return {
    name: `${name}[]`,
    operation,
    schema,
    place: (value) => place([...before, value]),
    problemField: `${problemField}[${before.length}]`,
  };
}

/** Returns the keywords of a part's schema that require something. */
export function listKeywords({ schema }: RequestPart): string[] {
  return KEYWORDS.filter((keyword) => findKeyword(schema, keyword) !== undefined);
}

/** Returns whether the contract accepts a value for a part of a request. */
export function isAccepted({ schema }: RequestPart, value: unknown): boolean {
  return isValid(schema, toWireValue(schema, value));
}

/** Returns whether a value breaks one keyword of a part's schema, whatever the others require. */
export function breaksKeyword({ schema }: RequestPart, keyword: string, value: unknown): boolean {
  const [name = "", bound] = keyword.split(".");
  const required = findKeyword(schema, keyword);
  return !isValid(
    { [name]: bound === undefined ? required : { [bound]: required } },
    toWireValue(schema, value),
  );
}

/** Returns the value as it is sent: a number as digits, where the contract wants those. */
export function toWireValue(schema: Schema, value: unknown): unknown {
  return typeof value === "number" && "x-digits" in schema ? String(value) : value;
}

/** `x-digits.minimum` is a keyword inside of another one. */
function findKeyword(schema: Schema, keyword: string): unknown {
  const [name = "", bound] = keyword.split(".");
  const value = schema[name];
  return bound === undefined ? value : (value as Record<string, unknown> | undefined)?.[bound];
}
