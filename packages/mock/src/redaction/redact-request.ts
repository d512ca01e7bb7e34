import { findValues, replaceParts, toPrivateValue, type PrivateValue } from "./find-values.ts";
import type { ToPlaceholder } from "./placeholders.ts";

/** What the contract says about a field, as far as it decides whether its value is private. */
export interface FieldSchema {
  enum?: unknown[];
  properties?: Record<string, unknown>;
  items?: unknown;
  "x-digits"?: unknown;
}

export interface RequestRedaction {
  /** The body with placeholders. */
  text: string;
  /** The private values, to find them elsewhere. */
  values: PrivateValue[];
}

export interface RequestPrivacy {
  toPlaceholder: ToPlaceholder;
  /** The schema of the body, or undefined if the contract does not know the request. */
  schema: FieldSchema | undefined;
  /** Whether only the field `key` is private. */
  onlyKey: boolean;
}

/** How many private values a request may have. A body with more of them is replaced as a whole. */
export const MAX_VALUES = 1_000;
const DEEPEST_NESTING = 32;
const URL_SEPARATOR = /[\s,;|]+(?=https?:)/i;
const STRING_LITERAL = /"[^"\\]*(?:\\.[^"\\]*)*"?/g;

/**
 * Replaces the private values of a request's body. Unless only the key is private, that is every value that the contract does
 * not limit to an enum or to digits: also that of a field that the contract does not know. A body that is neither JSON nor a
 * form, or that has too many private values, is replaced as a whole.
 */
export function redactRequest(text: string, contentType: string, privacy: RequestPrivacy): RequestRedaction {
  const values: PrivateValue[] = [];

  function hide(field: string, value: string): string {
    // A list of URLs in one value is private in all of its parts.
    for (const part of new Set([value, ...value.split(URL_SEPARATOR)]))
      values.push(...[toPrivateValue(part, privacy.toPlaceholder(field, part)) ?? []].flat());
    return privacy.toPlaceholder(field, value);
  }

  const redacted = redactBody(text, contentType, privacy, hide);
  // A name of a field can contain a private value, and JSON can contain a field twice.
  if (!privacy.onlyKey) values.push(...listLiterals(text, redacted, values, privacy.toPlaceholder));
  if (values.length > MAX_VALUES) return { text: privacy.toPlaceholder("body", text), values };
  return { text: replaceParts(redacted, findValues(redacted, values)), values };
}

type Hide = (field: string, value: string) => string;

function redactBody(text: string, contentType: string, privacy: RequestPrivacy, hide: Hide): string {
  if (text === "") return text;
  const parsed = parseJson(text);
  if (typeof parsed === "object" && parsed !== null)
    return JSON.stringify(redactValue(parsed, "", privacy.schema, privacy, hide, 0));
  if (parsed === undefined && /^application\/x-www-form-urlencoded\b/i.test(contentType))
    return redactForm(text, privacy, hide);
  return hide("body", text);
}

function redactForm(text: string, privacy: RequestPrivacy, hide: Hide): string {
  const fields = [...new URLSearchParams(text)].map(([name, value]) => {
    const field = name.replace(/\[.*$/, "");
    return [name, redactString(value, field, readProperty(privacy.schema, field), privacy, hide)];
  });
  return new URLSearchParams(fields).toString();
}

function redactValue(
  value: unknown,
  field: string,
  schema: FieldSchema | undefined,
  privacy: RequestPrivacy,
  hide: Hide,
  depth: number,
): unknown {
  if (depth > DEEPEST_NESTING) return hide(field, JSON.stringify(value) ?? "");
  if (typeof value === "string") return redactString(value, field, schema, privacy, hide);
  if (typeof value === "number")
    return isPublic(value, field, schema, privacy) ? value : hideNumber(value, field, hide);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = isSchema(schema?.items) ? schema.items : undefined;
    return value.map((item) => redactValue(item, field, items, privacy, hide, depth + 1));
  }
  const fields = Object.entries(value).map(([name, nested]) => {
    const own = depth === 0 ? name : field;
    return [name, redactValue(nested, own, readProperty(schema, name), privacy, hide, depth + 1)];
  });
  return Object.fromEntries(fields);
}

function redactString(
  value: string,
  field: string,
  schema: FieldSchema | undefined,
  privacy: RequestPrivacy,
  hide: Hide,
): string {
  return isPublic(value, field, schema, privacy) ? value : hide(field, value);
}

/** A number stays a number: the contract does not accept a text in its place, or the other way around. */
function hideNumber(value: number, field: string, hide: Hide): number {
  hide(field, String(value));
  return 0;
}

function isPublic(
  value: string | number,
  field: string,
  schema: FieldSchema | undefined,
  { onlyKey }: RequestPrivacy,
): boolean {
  if (typeof value === "string" && value.trim() === "") return true;
  if (onlyKey) return field !== "key";
  if (schema?.enum?.includes(value)) return true;
  return schema?.["x-digits"] !== undefined && /^\d+$/.test(String(value));
}

/** Returns the strings of a body that its redacted form no longer contains, and that are not known yet. */
function listLiterals(
  text: string,
  redacted: string,
  values: readonly PrivateValue[],
  toPlaceholder: ToPlaceholder,
): PrivateValue[] {
  const kept = new Set(redacted.match(STRING_LITERAL));
  const known = new Set(values.map(({ needle }) => needle));
  const literals = new Set((text.match(STRING_LITERAL) ?? []).filter((literal) => !kept.has(literal)));
  return [...literals].flatMap((literal) => {
    const parsed = parseJson(literal);
    const value = typeof parsed === "string" ? parsed : literal.slice(1);
    const found = toPrivateValue(value, toPlaceholder("value", value));
    return found && !known.has(found.needle) ? [found] : [];
  });
}

function readProperty(schema: FieldSchema | undefined, name: string): FieldSchema | undefined {
  const { properties = {} } = schema ?? {};
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return isSchema(property) ? property : undefined;
}

function isSchema(value: unknown): value is FieldSchema {
  return typeof value === "object" && value !== null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
