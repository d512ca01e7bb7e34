import * as client from "@dreambooth-sandbox/client";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { json, reset, startServer } from "./support/hostile-server.ts";
import type { Respond } from "./support/hostile-server.ts";
import { created, ID, ready } from "./support/samples.ts";

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

/** Runs a sample as a program of its own, against a service. */
function runSample(sample: string, url: string, cwd = import.meta.dirname) {
  return run(
    process.execPath,
    ["--conditions=@dreambooth-sandbox/source", "--input-type=module-typescript", "--eval", sample],
    { cwd, env: { DREAMBOOTH_SANDBOX_API_KEY: "secret-key", DREAMBOOTH_SANDBOX_BASE_URL: url } },
  );
}

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
  const respond: Respond = (response, count, request) =>
    json(count === 1 ? created : ready)(response, count, request);
  await using server = await startServer(respond);
  const { stdout } = await runSample(quickStart, server.url);
  const [, expected] = /console\.log.* \/\/ (.*)/.exec(quickStart) ?? [];
  expect(quickStart.split("\n").filter(Boolean)).toHaveLength(10);
  expect(stdout).toBe(`${expected}\n`);
});

test("the sample of the journal creates one training, however often it runs", async () => {
  const sample = samples.find((code) => code.includes("fileJournal")) ?? "";
  await using server = await startServer(json(created));
  // Inside the package too, outside of node_modules, where a package cannot import itself.
  const cwd = mkdtempSync(join(import.meta.dirname, "readme-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  for (let run = 0; run < 2; run++)
    expect(await runSample(sample, server.url, cwd)).toEqual({ stdout: `${ID}\n`, stderr: "" });
  expect(server.bodies).toHaveLength(1);
});

test("the sample of the journal lists an intent whose outcome is unknown", async () => {
  const sample = samples.find((code) => code.includes("fileJournal")) ?? "";
  await using server = await startServer(reset);
  const cwd = mkdtempSync(join(import.meta.dirname, "readme-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  for (let run = 0; run < 2; run++) {
    const { stdout, stderr } = await runSample(sample, server.url, cwd);
    expect([stdout, stderr]).toEqual(["", expect.stringMatching(/^order-4711 unknown ConnectionError: /)]);
  }
  expect(server.bodies).toHaveLength(1);
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
