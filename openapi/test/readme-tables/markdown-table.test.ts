import { expect, test } from "vitest";
import { renderTable } from "../../../scripts/readme-tables/markdown-table.ts";

test("cells are joined by pipes, below a head and a rule", () => {
  expect(renderTable(["a", "b"], [["1", "2"]])).toBe("| a | b |\n| --- | --- |\n| 1 | 2 |\n");
});

test("a pipe in a cell is escaped, and a line break becomes a space", () => {
  expect(renderTable(["a"], [["x | y\n z "]])).toContain(String.raw`| x \| y z |`);
});

test("a pipe that is escaped already stays as it is", () => {
  expect(renderTable(["a"], [[String.raw`x \| y`]])).toContain(String.raw`| x \| y |`);
});
