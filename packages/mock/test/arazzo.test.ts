import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createMock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { contractPath, loadContract } from "../src/contract/load-contract.ts";
import { estimateStarts } from "../src/life-cycle/start-times.ts";

const REDOCLY = join(import.meta.dirname, "../../../node_modules/@redocly/cli/bin/cli.js");
const workflowPath = createRequire(import.meta.url).resolve(
  "@dreambooth-sandbox/openapi/training.arazzo.yaml",
);

const POLL_MS = 10 * 60_000;
const contract = await loadContract();
const expected = listPolled();

/** Returns the statuses that a caller receives who polls every ten minutes until the training is ready. */
function listPolled(): string[] {
  const starts = estimateStarts(contract);
  const polls = Math.ceil((starts.at(-1) ?? 0) / POLL_MS);
  return Array.from({ length: polls }, (_, index) => {
    const reached = starts.findLastIndex((startMs) => startMs <= (index + 1) * POLL_MS);
    return contract.statuses[reached] ?? "";
  });
}

/** Copies the workflow, with shorter waits, beside the contract that it names. */
async function copyWorkflow(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "arazzo-"));
  await copyFile(contractPath, join(folder, "openapi.yaml"));
  const workflow = await readFile(workflowPath, "utf8");
  const hurried = workflow
    .replace(/retryAfter: 10\b/, "retryAfter: 0.1")
    .replace(/retryLimit: \d+/, `retryLimit: ${expected.length}`);
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
  const sent: string[] = [];
  let now = Date.now();
  await using mock = await createMock({
    now: () => now,
    onRequest: ({ operationId, example }) => {
      sent.push(`${operationId} ${example}`);
      now += POLL_MS;
    },
  });
  const { url } = await mock.listen();
  const { stdout } = await respect(await copyWorkflow(), url);
  expect(stdout).toMatch(/Workflows: 1 passed/);
  expect(sent).toEqual([
    `createTraining ${contract.created.name}`,
    ...expected.map((status) => `getTrainingStatus ${status}`),
  ]);
});

test("the Arazzo workflow fails when the training fails", async () => {
  await using mock = await createMock({ scenario: "failure", speed: 1e6 });
  const { url } = await mock.listen();
  await expect(respect(await copyWorkflow(), url)).rejects.toMatchObject({
    stdout: expect.stringContaining("Workflows: 1 failed"),
  });
});
