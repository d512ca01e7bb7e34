import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createMock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { contractPath } from "../src/contract/contract.ts";

const REDOCLY = join(import.meta.dirname, "../../../node_modules/@redocly/cli/bin/cli.js");
const workflowPath = createRequire(import.meta.url).resolve(
  "@dreambooth-sandbox/openapi/training.arazzo.yaml",
);

/** Copies the workflow, with shorter waits, beside the contract that it names. */
async function copyWorkflow(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "arazzo-"));
  await copyFile(contractPath, join(folder, "openapi.yaml"));
  const workflow = await readFile(workflowPath, "utf8");
  const hurried = workflow
    .replace(/retryAfter: 10\b/, "retryAfter: 0.1")
    .replace(/retryLimit: \d+/, "retryLimit: 8");
  expect(hurried).not.toBe(workflow);
  await writeFile(join(folder, "training.arazzo.yaml"), hurried);
  return folder;
}

function respect(folder: string, url: string) {
  const args = [
    REDOCLY,
    "respect",
    "training.arazzo.yaml",
    "--server",
    `sandbox=${url}`,
    "--input",
    "key=test-key",
  ];
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", CI: "true" };
  return promisify(execFile)(process.execPath, args, { cwd: folder, env });
}

test("the Arazzo workflow creates a training, retries, and ends when the model is ready", async () => {
  const asked: string[] = [];
  let now = Date.now();
  await using mock = await createMock({
    now: () => now,
    onRequest: ({ operationId, example }) => {
      asked.push(`${operationId} ${example}`);
      now += 10 * 60_000;
    },
  });
  const { url } = await mock.listen();
  const { stdout } = await respect(await copyWorkflow(), url);
  expect(stdout).toMatch(/Workflows: 1 passed/);
  expect(asked).toEqual([
    "createTraining created",
    "getTrainingStatus deploying_gpu",
    "getTrainingStatus deploying_gpu",
    "getTrainingStatus training_started",
    "getTrainingStatus training_success",
    "getTrainingStatus trained_model_uploaded",
    "getTrainingStatus model_ready",
  ]);
});

test("the Arazzo workflow fails when the training fails", async () => {
  await using mock = await createMock({ scenario: "failure", speed: 1e6 });
  const { url } = await mock.listen();
  await expect(respect(await copyWorkflow(), url)).rejects.toMatchObject({
    stdout: expect.stringContaining("Workflows: 1 failed"),
  });
});
