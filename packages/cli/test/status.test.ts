import { expect, test } from "vitest";
import { statusDescriptions } from "./contract.ts";
import { run } from "./run.ts";
import { callMock, runWithMock } from "./run-with-mock.ts";

const trainingId = "F5jvdzGnYi";

test("status prints the status, the phase and every step of the log", async () => {
  const { stdout } = await runWithMock(["status", trainingId]);
  const { status, phase, log } = await callMock((client) => client.getTrainingStatus(trainingId));
  const steps = log.entries.filter((entry) => entry.kind === "step");
  expect(stdout.startsWith(`${status} (${phase}): `)).toBe(true);
  for (const { number, title } of steps) expect(stdout).toContain(`\nstep      step ${number}: ${title}`);
  expect(stdout).toMatch(/\nsucceeded, 100 %\n$/);
  expect(steps).not.toEqual([]);
});

test("status names an id that the service does not know", async () => {
  const { stderr } = await runWithMock(["status", "nobody"]);
  expect(stderr).toMatch(/^error: .*nobody.*\n$/);
});

for (const [status, description] of Object.entries(statusDescriptions)) {
  test(`status description ${status}: status explains it in the contract's words`, async () => {
    const fetch = async () => Response.json({ status: "success", messege: status });
    const { stdout } = await run(["status", trainingId], { fetch });
    const [line = ""] = stdout.split("\n");
    const meaning = line.replace(/^[a-z_]+ \([a-z]+\): /, "");
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(description).toContain(meaning.slice(0, -1));
  });
}

test("status shows a status that the contract does not list as it is", async () => {
  const fetch = async () => Response.json({ status: "success", messege: "model_warming_up" });
  const { stdout } = await run(["status", trainingId], { fetch });
  expect(stdout).toMatch(/^model_warming_up \(unknown\)\n/);
});
