import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { createMock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { readSnippets } from "./snippets.ts";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "../../..");

const { scripts } = readJson("package.json");
const packages = globSync("packages/*", { cwd: ROOT }).map((folder) => {
  const { name, bin = {} } = readJson(`${folder}/package.json`);
  return { folder, name, bin };
});

const commands = readSnippets("sh", "bash").flatMap(({ where, code }) =>
  code
    .replaceAll("\\\n", " ")
    .split(/\n(?! )/)
    .map((line) => line.replace(/\s+# .*$/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("export "))
    .map((line) => ({ where, line })),
);

test.each(commands)("$where: $line", async ({ line }) => {
  expect(await findProblems(line)).toEqual([]);
});

/** What is wrong with a command line. */
async function findProblems(line: string): Promise<string[]> {
  const [tool = "", ...words] = line.split(/\s+/);
  if (tool === "npx") return unknownOptions(words);
  if (tool === "npm" && words[0] === "install") return unknownPackages(words.slice(1));
  if (tool === "npm" || tool === "pnpm")
    return words[0] && scripts[words[0]] ? [] : [`no script ${words[0]}`];
  if (tool === "curl") return failureAgainstMock(line);
  return [`${tool} is not known to this test`];
}

/** The options that the help of the command does not name. */
async function unknownOptions([name = "", ...words]: string[]): Promise<string[]> {
  const subcommands = words[0]?.startsWith("-") ? [] : words.slice(0, 1);
  const main = findProgram(name);
  const { stdout } = await run(process.execPath, [
    "--conditions=@dreambooth-sandbox/source",
    main,
    ...subcommands,
    "--help",
  ]);
  return words.filter((word) => word.startsWith("--") && !stdout.includes(word));
}

/** The source of the program that npx runs: a package's command, or the package's only one. */
function findProgram(name: string): string {
  const found = packages.find((candidate) => candidate.name === name || name in candidate.bin);
  if (!found) throw new Error(`No package has the command ${name}.`);
  const [only = ""] = Object.values(found.bin);
  const source = (found.bin[name] ?? only).replace("./dist/", "src/").replace(/\.js$/, ".ts");
  return join(ROOT, found.folder, source);
}

function unknownPackages(words: string[]): string[] {
  const names = new Set(packages.map(({ name }) => name));
  return words.filter((word) => !word.startsWith("-") && !names.has(word));
}

async function failureAgainstMock(line: string): Promise<string[]> {
  await using mock = await createMock();
  const { url } = await mock.listen();
  const command = `${line.replaceAll("http://127.0.0.1:4010", url)} --fail-with-body`;
  const { stdout } = await run("sh", ["-c", command]);
  const response: unknown = JSON.parse(stdout);
  // The service also reports errors under 200. The mock's control API reports them with codes at which curl fails.
  if (line.includes("/__mock/")) return [];
  return isSuccess(response) ? [] : [stdout];
}

function isSuccess(response: unknown): boolean {
  return (
    typeof response === "object" && response !== null && "status" in response && response.status === "success"
  );
}

function readJson(path: string): {
  name: string;
  scripts: Record<string, string>;
  bin?: Record<string, string>;
} {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8"));
}
