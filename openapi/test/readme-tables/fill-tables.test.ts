import { expect, test } from "vitest";
import { fillTables } from "../../../scripts/readme-tables/fill-tables.ts";

const tables = { fruit: "| a |\n| - |\n" };
const filled = "Before.\n\n<!-- table: fruit -->\n\n| a |\n| - |\n\n<!-- /table -->\n\nAfter.\n";

test("a table is written between its markers, and nothing else changes", () => {
  const readme = "Before.\n\n<!-- table: fruit -->\n| old |\n<!-- /table -->\n\nAfter.\n";
  expect(fillTables(readme, tables)).toEqual({ text: filled, changed: ["fruit"], problems: [] });
});

test("a README that is up to date has no change", () => {
  expect(fillTables(filled, tables)).toEqual({ text: filled, changed: [], problems: [] });
});

test.each([
  [
    "no place for a table",
    "Text.",
    'the table "fruit" has no marker. Add "<!-- table: fruit -->" and "<!-- /table -->".',
  ],
  [
    "a marker of an unknown table",
    `${filled}<!-- table: nuts -->\n<!-- /table -->\n`,
    'readme-tables.ts exports no table "nuts". Add it, or remove its marker.',
  ],
  [
    "a marker without an end",
    `<!-- table: fruit -->\n\nText.`,
    'the marker "<!-- table: fruit -->" has no end. Add "<!-- /table -->" after the table.',
  ],
])("%s is a problem", (_, readme, problem) => {
  expect(fillTables(readme, tables).problems).toEqual([problem]);
});

test("a marker without an end does not swallow the next table", () => {
  const readme = `<!-- table: nuts -->\n\nText.\n\n${filled}`;
  const { text, problems } = fillTables(readme, { ...tables, nuts: "| b |\n" });
  expect(text).toBe(readme);
  expect(problems).toEqual([
    'the marker "<!-- table: nuts -->" has no end. Add "<!-- /table -->" after the table.',
  ]);
});
