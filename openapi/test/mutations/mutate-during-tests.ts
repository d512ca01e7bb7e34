import process from "node:process";
import { afterEach, beforeEach } from "vitest";
import { findSource } from "./sources.ts";

// A setup file of Vitest. While a test runs, the row that it is named after is mutated: by the first, second, … mutation
// of the row, which MUTATION_INDEX selects. Tests of rows that have no such mutation, and all other tests, are skipped.

const rows = await findSource(process.env["MUTATED_FOLDER"]).loadRows();
const index = Number(process.env["MUTATION_INDEX"]);
let undo = (): void => {};

beforeEach(({ task, skip }) => {
  const row = rows.find(({ name }) => task.fullTestName.includes(`${name}:`));
  const mutation = row?.mutations[index];
  if (!mutation) return skip();
  undo = mutation.apply();
  return undefined;
});

afterEach(() => undo());
