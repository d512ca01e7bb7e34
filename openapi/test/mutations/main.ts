import process from "node:process";
import type { Row } from "./row.ts";
import { runTests } from "./run-tests.ts";
import type { TestOutcome } from "./run-tests.ts";
import { sources } from "./sources.ts";
import type { RowSource } from "./sources.ts";

/** A row, and for each of its mutations the tests that noticed it. */
interface RowResult {
  row: Row;
  killers: string[][];
}

/** Mutates every row of every source. Prints which test noticed it, and fails if none did. */
async function main(): Promise<void> {
  const results: RowResult[] = [];
  for (const source of sources) results.push(...(await mutateRows(source)));
  for (const result of results) for (const line of describeResult(result)) console.log(line);
  const survivors = results.filter(hasSurvived);
  console.log(`${results.length - survivors.length} passed, ${survivors.length} failed`);
  // Vitest has set it, because mutated tests fail.
  process.exitCode = survivors.length > 0 || results.length === 0 ? 1 : 0;
}

async function mutateRows(source: RowSource): Promise<RowResult[]> {
  const broken = (await runTests(source)).filter(({ hasFailed }) => hasFailed);
  if (broken.length > 0)
    throw new Error(`These tests fail without a mutation:\n${broken.map(({ title }) => title).join("\n")}`);
  const rows = await source.loadRows();
  const rounds: TestOutcome[][] = [];
  const most = Math.max(...rows.map(({ mutations }) => mutations.length));
  for (let index = 0; index < most; index++) rounds.push(await runTests(source, index));
  return rows.map((row) => ({
    row,
    killers: row.mutations.map((_, index) => findKillers(row, rounds[index] ?? [])),
  }));
}

function findKillers({ name }: Row, outcomes: TestOutcome[]): string[] {
  return outcomes
    .filter(({ title, hasFailed }) => hasFailed && title.includes(`${name}:`))
    .map(({ title }) => title);
}

function hasSurvived({ killers }: RowResult): boolean {
  return killers.length === 0 || killers.some((tests) => tests.length === 0);
}

function describeResult({ row, killers }: RowResult): string[] {
  const survived = row.mutations.filter((_, index) => killers[index]?.length === 0);
  const tests = [...new Set(killers.map(([first]) => first))].filter((test) => test !== undefined);
  return [
    ...tests.map((test) => `${row.name} → ${test}`),
    ...survived.map(({ description }) => `${row.name} ${description}: NO TEST FAILS`),
  ];
}

await main();
