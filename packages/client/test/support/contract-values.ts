import type { Schema } from "./contract.ts";
import type { RequestPart } from "./contract-rules.ts";

/** Values of every JSON type, empty and not. */
const ANY_TYPE = ["", " ", "\n", "x", 0, 1, 1.5, -1, true, false, null, [], {}, ["x"], { a: 1 }];
/** Strings that resemble digits. */
const NEARLY_DIGITS = ["1e3", "+1", "-1", "1.5", "1.0", " 1", "1 ", "0x1", "١", 1.5, -1, 1e21];
/** Strings that resemble URLs. */
const NEARLY_URLS = [
  "http://",
  "https://",
  "https:/a",
  "//a.b",
  "a.b/c",
  "ftp://a.b",
  "https://a b",
  "https://a.b:99999",
];
const URLS = ["http://a.b", "https://a.b/c?d=e#f"];

/** Returns values around everything that the schema of a part requires: some are valid, some nearly so, some of another type. */
export function listCandidates(part: RequestPart): unknown[] {
  const { schema, operation, place, problemField } = part;
  const [field] = place(undefined);
  const example = operation.request[field];
  const valid = problemField === field ? [example] : listOf(example);
  const written = [...valid, ...listOf(schema["enum"]), ...listOf(schema["examples"]), schema["example"]];
  const known = written.filter((value) => value !== undefined);
  return [
    ...known,
    ...ANY_TYPE,
    ...listAlternatives(part),
    ...varyStrings(known),
    ...listBoundaries(schema, valid),
  ];
}

function listAlternatives(part: RequestPart): unknown[] {
  return listOf(part.schema["anyOf"]).flatMap((schema) =>
    listCandidates({ ...part, schema: schema as Schema }),
  );
}

/** Returns strings that are nearly the given ones. */
function varyStrings(values: unknown[]): string[] {
  const strings = values.filter((value) => typeof value === "string");
  return strings.flatMap((text) => [
    text.toUpperCase(),
    `${text} `,
    `x${text}`,
    `${text}\n`,
    text.slice(1),
    text.slice(0, -1),
  ]);
}

function listBoundaries(schema: Schema, [valid]: unknown[]): unknown[] {
  const { minItems, maxItems, minLength, maxLength, minimum, maximum, format } = schema;
  const item = Array.isArray(valid) ? valid[0] : undefined;
  return [
    ...around(minItems, maxItems).map((length) => Array.from({ length }, () => item)),
    ...around(minLength, maxLength).map((length) => "x".repeat(length)),
    ...around(minimum, maximum),
    ...(format === "uri" || String(schema["pattern"]).includes("http") ? [...URLS, ...NEARLY_URLS] : []),
    ...listDigits(schema["x-digits"] as { minimum?: number; maximum?: number } | undefined),
  ];
}

/** Returns numbers and digits around the bounds, with and without leading zeros. */
function listDigits(bounds: { minimum?: number; maximum?: number } | undefined): unknown[] {
  if (bounds === undefined) return [];
  const numbers = [0, 1, 7, 10 ** 6, ...around(bounds.minimum, bounds.maximum)];
  return [
    ...numbers,
    ...numbers.map(String),
    ...numbers.map((number) => `0${number}`),
    "9".repeat(30),
    ...NEARLY_DIGITS,
  ];
}

/** Returns the numbers around some bounds. None is negative. */
function around(...bounds: unknown[]): number[] {
  const numbers = bounds.filter((bound) => typeof bound === "number");
  return numbers.flatMap((bound) => [bound - 1, bound, bound + 1]).filter((number) => number >= 0);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
