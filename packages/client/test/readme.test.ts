import * as client from "@dreambooth-sandbox/client";
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { json, startServer } from "./support/hostile-server.ts";
import type { Answer } from "./support/hostile-server.ts";
import { created, ready } from "./support/samples.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const samples = Array.from(readme.matchAll(/^```ts\n(.*?)^```/gms), ([, code = ""]) => code);

/** Inside the package, so that samples import it by its name. */
const folder = join(import.meta.dirname, "../node_modules/.readme");
mkdirSync(folder, { recursive: true });
const files = samples.map((code, i) => {
  const file = join(folder, `sample-${i}.ts`);
  writeFileSync(file, `${code}\nexport {};\n`);
  return file;
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = promisify(execFile);

test("every sample fits the types", async () => {
  const base = join(import.meta.dirname, "../tsconfig.json");
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: base, include: [], files }));
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const { stdout } = await run(process.execPath, [tsc, "-p", folder]).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toBe("");
  expect(files.length).toBeGreaterThan(6);
});

test("the quick start has ten lines, and runs", async () => {
  const [quickStart = ""] = samples;
  const answer: Answer = (response, count, request) =>
    json(count === 1 ? created : ready)(response, count, request);
  await using server = await startServer(answer);
  const { stdout } = await run(
    process.execPath,
    ["--conditions=@dreambooth-sandbox/source", "--input-type=module-typescript", "--eval", quickStart],
    {
      cwd: import.meta.dirname,
      env: { DREAMBOOTH_SANDBOX_API_KEY: "secret-key", DREAMBOOTH_SANDBOX_BASE_URL: server.url },
    },
  );
  const [, expected] = /console\.log.* \/\/ (.*)/.exec(quickStart) ?? [];
  expect(quickStart.split("\n").filter(Boolean)).toHaveLength(10);
  expect(stdout).toBe(`${expected}\n`);
});

test("the table lists every error with its code", () => {
  const rows = Array.from(
    readme.matchAll(/^\| `(\w+Error)` +\| `(\w+)`/gm),
    ([, name, code]) => `${name} ${code}`,
  );
  const prototypes = Object.values(client).map((value) =>
    "prototype" in value ? value.prototype : undefined,
  );
  const errors = prototypes.filter((prototype) => prototype instanceof client.SandboxError);
  const expected = errors.map(({ name, code }) => `${name} ${code}`);
  const inOrder = (lines: string[]) => lines.toSorted((a, b) => a.localeCompare(b));
  expect(inOrder(rows)).toEqual(inOrder(expected));
});
