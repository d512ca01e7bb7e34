import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { trainArgs } from "./contract.ts";
import { createFolder, run } from "./run.ts";
import { runWithMock } from "./run-with-mock.ts";

test("list shows what was sent and seen, with age and end", async () => {
  await using folder = await createFolder();
  const { path: stateHome } = folder;
  const respondUnknown = async () => new Response("<h1>Bad gateway</h1>", { status: 502 });
  await run(trainArgs, { stateHome, fetch: respondUnknown });
  await runWithMock([...trainArgs, "--again", "--wait"], { stateHome, scenario: "failure" });
  await runWithMock(["wait", "F5jvdzGnYi"], { stateHome });
  const { stdout } = await run(["list"], { stateHome });
  const [header = "", ...rows] = stdout.trimEnd().split("\n");
  expect(header.split(/ {2,}/)).toEqual(["INTENT", "TRAINING", "STATE", "STATUS", "AGE", "ENDED"]);
  expect(rows.find((row) => row.includes("unknown"))).toMatch(/^[0-9a-f]{12}-1 .*502.*Bad gateway/);
  expect(rows.find((row) => row.includes("training_failed"))).toMatch(/^[0-9a-f]{12}-2 .* failed: \S/);
  expect(rows.find((row) => row.includes("model_ready"))).toMatch(/^- +F5jvdzGnYi .* succeeded$/);
});

test("list explains that nothing is recorded", async () => {
  const { stdout, stderr, exitCode } = await run(["list"]);
  expect(stderr).toMatch(/^Nothing is recorded in .+\.\n$/);
  expect([stdout, exitCode]).toEqual(["", 0]);
});

test("list shows everything else before it reports a damaged file of the journal", async () => {
  await using folder = await createFolder();
  const journal = join(folder.path, "journal");
  await run([...trainArgs, "--journal", journal]);
  const damaged = join(journal, `${"0".repeat(64)}.1.json`);
  await writeFile(damaged, "{");
  const { stdout, stderr, exitCode } = await run(["list", "--journal", journal]);
  expect(stdout).toContain("F5jvdzGnYi");
  expect(stderr).toContain(damaged);
  expect(exitCode).toBe(1);
});
