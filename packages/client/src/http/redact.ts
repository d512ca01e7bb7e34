/** Removes the API key from a string. */
export type Redact = (text: string) => string;

/** Shorter keys are redacted only where they stand alone in a message, or other words would lose letters. */
const SHORTEST_SECRET = 8;
const REPLACEMENT = "[redacted]";
const DEEPEST_NESTING = 64;
/** What may stand before an escaped character in JSON, and in JSON within JSON. The bound keeps the search linear. */
const BACKSLASHES = "\\\\{0,3}";
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "amp",
  "<": "lt",
  ">": "gt",
  '"': "quot",
};

/**
 * Creates a function that finds the key in every usual encoding: plain, as JSON (also within JSON, also with `\u` escapes),
 * URL-encoded (also twice, also as a form), or with HTML entities. It takes linear time for any key and any text.
 */
export function createRedact(key: string): Redact {
  const isShort = key.length < SHORTEST_SECRET;
  // A run of backslashes is one unit, so that no two parts of the pattern compete for them.
  const units = key.match(/\\+|[^\\]/gu) ?? [];
  const characters = units.map((unit) => `(?:${spellingsOfUnit(unit).join("|")})`).join("");
  const pattern = new RegExp(isShort ? `(?<!\\w)${characters}(?!\\w)` : characters, "gi");
  return (text) => text.replace(pattern, REPLACEMENT);
}

/** Returns a pattern for each way in which a character, or a run of backslashes, can be written. */
function spellingsOfUnit(unit: string): string[] {
  if (!unit.startsWith("\\")) return spellingsOf(unit);
  const { length } = unit;
  const encoded = spellingsOf("\\")
    .slice(0, -1)
    .map((spelling) => `(?:${spelling}){${length}}`);
  return [...encoded, `(?:${BACKSLASHES}u005c){${length}}`, `\\\\{${length},${4 * length}}`];
}

/** Returns a pattern for each way in which a character can be written. */
function spellingsOf(character: string): string[] {
  const point = character.codePointAt(0) ?? 0;
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  const unicode = units.map((unit) => `u${unit.toString(16).padStart(4, "0")}`).join(BACKSLASHES);
  const plain = character.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  // The longer ones first: `%` itself is how its own encoding begins.
  const spellings = [
    `&(?:amp;){0,2}(?:#0{0,7}${point}|#x0{0,7}${point.toString(16)}|${ENTITIES[character] ?? "#"});`,
    percentEncode(character).replaceAll("%", "%(?:25){0,2}"),
    `${BACKSLASHES}(?:${unicode}|${plain})`,
  ];
  return character === " " ? [...spellings, "\\+"] : spellings;
}

function percentEncode(character: string): string {
  const bytes = new TextEncoder().encode(character);
  return Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}

/**
 * Returns a JSON value without the key, in its strings and its names, and nothing else changed. A key so short that it can be
 * an ordinary word is left in it, or the response would mean something else.
 */
export function redactFields(
  fields: Record<string, unknown>,
  key: string,
  redact: Redact,
): Record<string, unknown> {
  return key.length < SHORTEST_SECRET ? fields : (redactValue(fields, redact, 0) as Record<string, unknown>);
}

function redactValue(value: unknown, redact: Redact, depth: number): unknown {
  if (typeof value === "string") return redact(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > DEEPEST_NESTING) return REPLACEMENT;
  if (Array.isArray(value)) return value.map((item) => redactValue(item, redact, depth + 1));
  const entries = Object.entries(value).map(([name, item]) => [
    redact(name),
    redactValue(item, redact, depth + 1),
  ]);
  return Object.fromEntries(entries) as unknown;
}
