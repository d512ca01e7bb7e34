import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const program = fileURLToPath(new URL("../main.ts", import.meta.url));

test("a small run creates each training once and follows all of them to their end", async () => {
  const { DATABASE_URL: _, ...env } = process.env;
  const args = ["--conditions=@dreambooth-sandbox/source", "--no-warnings", program, "20"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  expect(stdout).toContain("20 trainings were created, each once.");
  expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^20 of 20 have ended; 0 overdue/);
}, 120_000);
