const LONGEST_QUOTE = 80;

/** Describes a value for an error message: a string in quotes, an object by its class, as in `Array` or `URL`. */
export function describeValue(value: unknown, redact: (text: string) => string = String): string {
  if (typeof value === "string") return JSON.stringify(redact(value).slice(0, LONGEST_QUOTE));
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value).slice(0, LONGEST_QUOTE);
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}
