import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parse } from "yaml";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const contract = fileURLToPath(import.meta.resolve("@dreambooth-sandbox/openapi/openapi.yaml"));

test(
  "the demo follows a training through every documented status, and exits with 0",
  { timeout: 60_000 },
  async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [main]);
    const { components } = parse(await readFile(contract, "utf8"));
    const documented = components.schemas.TrainingStatus.enum.slice(0, 8);
    const seen = [...stderr.matchAll(/ % {2}(\w+)/g)].map(([, status]) => status);
    expect(seen).toEqual(documented);
    expect(stderr).toContain("about 30 minutes left");
    expect(stdout).toMatch(/is model_ready after .+: 4 steps, \d+ requests\./);
    expect(stdout).toContain("npm test");
  },
);
