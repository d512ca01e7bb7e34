import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { builtinModules, createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { writeChanged } from "./changed-contract.ts";
import { CREATE, trainingRequest } from "./training-request.ts";

const PACKAGE = join(import.meta.dirname, "..");
const prism: { version: string; license: string } = createRequire(import.meta.url)(
  "@stoplight/prism-http/package.json",
);

test("the built modules import only Node's modules, each other and declared dependencies", async () => {
  const known = new Set([...Object.keys(manifest.dependencies), ...builtinModules]);
  const files = globSync("dist/**/*.js", { cwd: PACKAGE });
  expect(files).toContain("dist/prism/library.js");
  const imported = await Promise.all(files.map((file) => readFile(join(PACKAGE, file), "utf8")));
  const names = imported.flatMap((code) =>
    [...code.matchAll(/^(?:import|export)\b[^"'\n]*\bfrom ?"([^"]+)"/gm)].map(([, name = ""]) => name),
  );
  expect(names.filter((name) => !/^(?:\.|node:)/.test(name) && !known.has(name))).toEqual([]);
});

test("THIRD-PARTY-NOTICES contains Prism's license", async () => {
  const notices = await readFile(join(PACKAGE, "dist/THIRD-PARTY-NOTICES"), "utf8");
  expect(notices).toContain(`@stoplight/prism-http ${prism.version} (${prism.license})`);
  expect(notices).toContain("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION");
});

test("the README names the version of Prism that is bundled", async () => {
  expect(await readFile(join(PACKAGE, "README.md"), "utf8")).toContain(`Prism ${prism.version}`);
});

test("the bundle loads Faker for schemas that ask for it", async () => {
  const properties = { name: { type: "string", "x-faker": "person.firstName" } };
  const content = {
    "application/json": { schema: { type: "object", required: ["name"], properties }, examples: {} },
  };
  const file = await writeChanged(({ paths }) => {
    const operation = Object.values(paths).find(({ post }) => post.operationId === "createTraining");
    if (operation) operation.post.responses["418"] = { description: "A name.", content };
  });
  const program = `
    import { buildMock } from "./dist/build-mock.js";
    import { loadContract } from "./dist/contract/contract.js";
    await using mock = await buildMock(await loadContract(${JSON.stringify(file)}), {});
    const response = await mock.fetch("https://mock.test${CREATE}", { method: "POST", body: ${JSON.stringify(JSON.stringify(trainingRequest))},
      headers: { "content-type": "application/json", prefer: "code=418, dynamic=true" } });
    console.log((await response.json()).name);`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: PACKAGE,
  });
  expect(stdout).toMatch(/^[A-Z][a-z'-]+\n$/);
});
