const LONGEST_QUOTE = 80;

/** Describes a value for an error message, as in `"ftp://…"`, `an empty list` or `an instance of URL`. */
export function describeValue(value: unknown, redact: (text: string) => string = String): string {
  if (typeof value === "string") return JSON.stringify(shorten(redact(value)));
  if (typeof value === "bigint") return `the BigInt ${shorten(String(value))}n`;
  if (typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return describeObject(value);
  return value === undefined ? "nothing" : String(value);
}

function shorten(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}

function describeObject(value: object): string {
  if (isPlainObject(value)) return "an object";
  const name: unknown = value.constructor?.name;
  return typeof name === "string" && name !== "" ? `an instance of ${shorten(name)}` : "a class instance";
}

/** Returns whether an object is made by `{}`, in any realm, rather than by a class. */
export function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
