import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parse } from "yaml";
import { beforeAll, expect, test } from "vitest";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const contract = fileURLToPath(import.meta.resolve("@dreambooth-sandbox/openapi/openapi.yaml"));

let stdout: string;
let stderr: string;

beforeAll(async () => {
  const args = ["--conditions=@dreambooth-sandbox/source", "examples/demo/main.ts"];
  ({ stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: repository }));
});

async function readStatuses(): Promise<string[]> {
  const { components } = parse(await readFile(contract, "utf8"));
  return components.schemas.TrainingStatus.enum;
}

test("the demo shows every status from the first to the last, and no warning", async () => {
  const [, last = ""] = /is (\w+) after .+: \d+ steps, \d+ requests\./.exec(stdout) ?? [];
  const statuses = await readStatuses();
  const seen = [...stderr.matchAll(/ % {2}(\w+)/g)].map(([, status]) => status);
  expect(last).toBe("model_ready");
  expect(seen).toEqual(statuses.slice(0, statuses.indexOf(last) + 1));
  expect(stderr).not.toContain("warning");
});

test("the demo shows the command in at most 100 columns", () => {
  const command = stdout.split("\n").find((line) => line.startsWith("$ dreambooth-sandbox"));
  expect(command).toBeDefined();
  expect(command?.length).toBeLessThanOrEqual(100);
});
