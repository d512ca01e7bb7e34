import { globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { format } from "oxfmt";
import type { FormatConfig } from "oxfmt";
import { fillTables } from "./fill-tables.ts";
import type { Tables } from "./fill-tables.ts";

/** What a package's `readme-tables.ts` exports. */
interface TableModule {
  tables: Record<string, () => string>;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const formatOptions = JSON.parse(readFileSync(join(root, ".oxfmtrc.json"), "utf8")) as FormatConfig;

/** Writes the tables of every package's README; with `--check` only reports those that differ. */
async function main(isCheck: boolean): Promise<void> {
  const modules = globSync("packages/*/readme-tables.ts", { cwd: root });
  const problems: string[] = [];
  for (const file of modules.toSorted()) problems.push(...(await writeReadme(file, isCheck)));
  if (problems.length === 0) return;
  console.error(problems.join("\n"));
  process.exitCode = 1;
}

/** Returns what is wrong with a package's README: one line each. */
async function writeReadme(moduleFile: string, isCheck: boolean): Promise<string[]> {
  const name = join(dirname(moduleFile), "README.md");
  const file = join(root, name);
  const readme = readFileSync(file, "utf8");
  const { text, changed, problems } = fillTables(readme, await renderTables(join(root, moduleFile)));
  if (problems.length > 0) return problems.map((problem) => `${name}: ${problem}`);
  if (isCheck)
    return changed.map(
      (table) => `${name}: the table "${table}" is out of date. Run \`pnpm generate\` and commit the result.`,
    );
  writeFileSync(file, text);
  return [];
}

/** Renders a package's tables in the formatter's style, so that it leaves them as they are. */
async function renderTables(moduleFile: string): Promise<Tables> {
  const { tables } = (await import(pathToFileURL(moduleFile).href)) as TableModule;
  const entries = Object.entries(tables).map(async ([name, render]) => {
    const { code } = await format("table.md", render(), formatOptions);
    return [name, code] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

await main(process.argv.includes("--check"));
