import { array, assert, constantFrom, property, string, tuple } from "fast-check";
import { expect, test } from "vitest";
import { findValues, replaceParts, toPrivateValue } from "../src/redaction/find-values.ts";

const SECRET = `sk-Ünï "quoted" /n https://host/a?b=c&d=e+f 💾`;

/** Every way in which a text can contain a value. Each can be applied to the result of another. */
const SPELLINGS: Record<string, (value: string) => string> = {
  plain: (value) => value,
  JSON: (value) => JSON.stringify(value).slice(1, -1),
  "JSON with \\u escapes": (value) =>
    JSON.stringify(value)
      .slice(1, -1)
      .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  "JSON with escaped slashes": (value) => JSON.stringify(value).slice(1, -1).replaceAll("/", "\\/"),
  URL: (value) => encodeURIComponent(value),
  "URL in lower case": (value) => encodeURIComponent(value).replace(/%../g, (hex) => hex.toLowerCase()),
  "URL, all escaped": (value) =>
    [...Buffer.from(value)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  form: (value) => new URLSearchParams({ x: value }).toString().slice(2),
  HTML: (value) => value.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`),
  Base64: (value) => Buffer.from(value).toString("base64"),
  "Base64 after one byte": (value) => Buffer.from(`:${value}`).toString("base64"),
  "Base64 after two bytes": (value) => Buffer.from(`::${value}:`).toString("base64"),
  base64url: (value) => Buffer.from(value).toString("base64url"),
  hexadecimal: (value) => Buffer.from(value).toString("hex"),
};

function redact(text: string, secret: string): string {
  const value = toPrivateValue(secret, "PLACEHOLDER");
  return replaceParts(text, findValues(text, value ? [value] : []));
}

const names = Object.keys(SPELLINGS);
const spell = (name: string, value: string): string => SPELLINGS[name]?.(value) ?? "";

test.each(names)("a value is found as %s, and nothing around it changes", (name) => {
  expect(redact(`before: <${spell(name, SECRET)}> after`, SECRET)).toBe("before: <PLACEHOLDER> after");
});

test.each(names.flatMap((inner) => names.map((outer) => [inner, outer])))(
  "a value is found as %s within %s",
  (inner, outer) => {
    const text = `<${spell(outer ?? "", spell(inner ?? "", SECRET))}>`;
    expect(redact(text, SECRET)).toBe("<PLACEHOLDER>");
  },
);

test("any value of at least eight characters is found in any spelling", () => {
  const value = tuple(string({ minLength: 8, unit: "grapheme" }), constantFrom(...names)).filter(
    ([text]) => text.trim().length >= 8,
  );
  assert(
    property(value, ([secret, name]) => {
      expect(redact(`<${spell(name, secret)}>`, secret)).toContain("PLACEHOLDER");
    }),
  );
});

test("a text without the value stays as it is", () => {
  assert(
    property(
      string({ unit: "grapheme" }),
      array(constantFrom("%", "\\", "&", "u0041", "%41", "amp;")),
      (text, parts) => {
        const other = text + parts.join("");
        expect(redact(other, SECRET)).toBe(other);
      },
    ),
  );
});

test("a short value is replaced only where it stands alone, a shorter one not at all", () => {
  expect(redact("a person, personal", "person")).toBe("a PLACEHOLDER, personal");
  expect(redact("men, women", "men")).toBe("men, women");
});

test("values that overlap are replaced together", () => {
  const values = ["https://host/a", "https://host/a/b.png"].flatMap(
    (value, index) => toPrivateValue(value, `P${index}`) ?? [],
  );
  const text = "see https://host/a/b.png and https://host/a";
  expect(replaceParts(text, findValues(text, values))).toBe("see P1 and P0");
});
