import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { contractFile } from "./support/contract-examples.ts";
import { runCommand } from "./support/run-command.ts";

const LOWEST_SCORE = 85;
const root = fileURLToPath(new URL("../../", import.meta.url));

test(`redocly rates the contract's clarity with at least ${LOWEST_SCORE} of 100`, async () => {
  const redocly = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
  const result = await runCommand("node", [redocly, "score", contractFile, "--format", "json"], {
    folder: root,
  });
  expect(result).toExitWith(0);
  const { agentReadiness } = JSON.parse(result.stdout) as { agentReadiness: number };
  expect(agentReadiness).toBeGreaterThanOrEqual(LOWEST_SCORE);
});
