import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contractFile, exampleValue } from "../support/contract-examples.ts";
import { requireSuccess, runCommand } from "../support/run-command.ts";
import { startMock } from "../support/start-mock.ts";

/** Outside of the workspace, so that nothing of it is resolved by accident. */
const folder = mkdtempSync(join(tmpdir(), "foreign-clients-"));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  for (const name of ["package.json", "package-lock.json", "programs"])
    cpSync(join(import.meta.dirname, name), join(folder, name), { recursive: true });
  const install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
  requireSuccess(await runCommand("npm", install, { folder }));
});

describe.each([
  { name: "hey-api", generate: ["openapi-ts", "--file", "hey-api.config.mjs"], program: "hey-api.js" },
  { name: "orval", generate: ["orval", "--config", "orval.config.mjs"], program: "orval.js" },
])("the client that $name generates", ({ name, generate, program }) => {
  const [generator = "", ...args] = generate;

  test("compiles strictly", async () => {
    expect(await runTool(generator, args, { CONTRACT_FILE: contractFile })).toExitWith(0);
    expect(await runTool("tsc", ["--project", `tsconfig.${name}.json`])).toExitWith(0);
  });

  test("creates a training, polls it, and distinguishes errors from success", async () => {
    await using mock = await startMock();
    const result = await runCommand("node", [`dist/${program}`], {
      folder: join(folder, "programs"),
      env: { BASE_URL: mock.url },
    });

    expect(result).toExitWith(0);
    expect(JSON.parse(result.stdout)).toEqual({
      created: exampleValue("createTraining", "created")["messege"],
      update: exampleValue("getTrainingStatus", "deploying_gpu")["messege"],
      refused: exampleValue("createTraining", "invalid_api_key")["message"],
      error: exampleValue("createTraining", "payment_required")["message"],
    });
    expect(await mock.countCreated()).toBe(1);
  });
});

/** Runs a tool that npm installed. */
function runTool(tool: string, args: string[], env: Record<string, string> = {}) {
  const command = join(folder, "node_modules/.bin", tool);
  return runCommand(command, args, { folder: join(folder, "programs"), env });
}
