import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { createMock } from "@dreambooth-sandbox/mock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSnippets, type Snippet } from "./snippets.ts";

const run = promisify(execFile);
const DOCS = join(import.meta.dirname, "..");
const FOLDER = join(DOCS, ".artifacts/snippets");
const TSC = join(DOCS, "../../node_modules/.bin/tsc");

const typescript = readSnippets("ts", "typescript");
const shell = readSnippets("sh", "bash");

beforeAll(() => {
  mkdirSync(FOLDER, { recursive: true });
  typescript.forEach((snippet) => writeFileSync(fileOf(snippet), `${snippet.code}\nexport {};\n`));
  writeFileSync(
    join(FOLDER, "tsconfig.json"),
    JSON.stringify({
      extends: "../../../../tsconfig.base.json",
      compilerOptions: {
        noEmit: true,
        types: ["node"],
        noUnusedLocals: false,
        declaration: false,
        declarationMap: false,
        customConditions: ["@dreambooth-sandbox/source"],
      },
      include: ["*.ts"],
    }),
  );
});

afterAll(() => rmSync(FOLDER, { recursive: true }));

test("guides and READMEs have code to check", () => {
  expect(typescript.length).toBeGreaterThan(10);
  expect(shell.length).toBeGreaterThan(3);
});

test("every TypeScript block of guides and READMEs is type-correct by itself", async () => {
  const output = await run(TSC, ["-p", FOLDER], { cwd: DOCS }).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
  const ofSnippets = output.split("\n").filter((line) => line.startsWith(".artifacts/"));
  expect(ofSnippets).toEqual([]);
}, 60_000);

test("the quickstart's program runs against the mock from create to ready", async () => {
  await using mock = await createMock({ speed: 60_000 });
  const { url } = await mock.listen();
  const program = typescript.find(({ where }) => where.includes("quickstart"));
  expect(program).toBeDefined();
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
  expect(stdout).toContain("model_ready: the model is ready.");
}, 30_000);

function fileOf({ where }: Snippet): string {
  return join(FOLDER, `${where.replaceAll(/[/.:]/g, "-")}.ts`);
}
