import { expect, test } from "vitest";
import { callMock, runWithMock } from "./run-with-mock.ts";

const trainingId = "F5jvdzGnYi";

test("status prints the status, the phase and every step of the log", async () => {
  const { stdout } = await runWithMock(["status", trainingId]);
  const { status, phase, log } = await callMock((client) => client.getTrainingStatus(trainingId));
  const steps = log.entries.filter((entry) => entry.kind === "step");
  expect(stdout).toMatch(new RegExp(`^${status} \\(${phase}\\)\n`));
  for (const { number, title } of steps) expect(stdout).toContain(`\nstep      step ${number}: ${title}`);
  expect(stdout).toMatch(/\nsucceeded, 100 %\n$/);
  expect(steps).not.toEqual([]);
});

test("status names an id that the service does not know", async () => {
  const { stderr } = await runWithMock(["status", "nobody"]);
  expect(stderr).toMatch(/^error: .*nobody.*\n$/);
});
