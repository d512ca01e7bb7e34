import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { createMock } from "@dreambooth-sandbox/mock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { trainingStatuses } from "./contract.ts";
import { readSnippets, type Snippet } from "./snippets.ts";

const run = promisify(execFile);
const DOCS = join(import.meta.dirname, "..");
const ROOT = join(DOCS, "../..");
const PROJECT = join(DOCS, ".artifacts/snippets/tsconfig.json");

const typescript = readSnippets("ts", "typescript");

beforeAll(() => {
  for (const snippet of typescript) write(fileOf(snippet), `${snippet.code}\nexport {};\n`);
  write(PROJECT, JSON.stringify(projectOf(typescript.map(fileOf))));
});

afterAll(() => {
  for (const { folder } of typescript)
    rmSync(join(folder, ".artifacts/snippets"), { recursive: true, force: true });
});

test("every TypeScript block of guides and READMEs is type-correct by itself", async () => {
  const output = await run(join(ROOT, "node_modules/.bin/tsc"), ["-p", PROJECT], { cwd: ROOT }).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
  const ofSnippets = output.split("\n").filter((line) => line.includes(".artifacts/snippets/"));
  expect(typescript.length).toBeGreaterThan(20);
  expect(ofSnippets).toEqual([]);
});

test("the quickstart's program runs against the mock from create to ready", async () => {
  let now = Date.now();
  const passTwoHours = () => {
    now += 2 * 60 * 60_000;
  };
  await using mock = await createMock({ now: () => now, onRequest: passTwoHours });
  const { url } = await mock.listen();
  const program = typescript.find(({ where }) => where.includes("quickstart"));
  const { stdout } = await run(
    process.execPath,
    [
      "--conditions=@dreambooth-sandbox/source",
      "--input-type=module-typescript",
      "--eval",
      program?.code ?? "",
    ],
    {
      cwd: DOCS,
      env: { ...process.env, DREAMBOOTH_SANDBOX_API_KEY: "any-key", DREAMBOOTH_SANDBOX_BASE_URL: url },
    },
  );
  expect(stdout).toContain(`${trainingStatuses().way.at(-1)}: the model is ready.`);
});

function projectOf(files: string[]): object {
  return {
    extends: join(ROOT, "tsconfig.base.json"),
    compilerOptions: {
      noEmit: true,
      types: ["node"],
      noUnusedLocals: false,
      declaration: false,
      declarationMap: false,
      customConditions: ["@dreambooth-sandbox/source"],
    },
    files,
  };
}

function fileOf({ where, folder }: Snippet): string {
  return join(folder, ".artifacts/snippets", `${where.replaceAll(/[/.:]/g, "-")}.ts`);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
