import { TrainingFailedError } from "@dreambooth-sandbox/client";
import type { TrainingUpdate } from "@dreambooth-sandbox/client";
import { expect, test } from "vitest";
import { findErrorResponse, findStatuses } from "../support/contract.ts";
import { createFakeClock } from "../support/fake-clock.ts";
import { createRecordingService } from "../support/recording-service.ts";
import { ID, quietClient } from "../support/samples.ts";

// Each test is named after the row of `trainingStatusPhases` that it is about.

const { values, phases } = findStatuses("TrainingStatus");
/** An error that ends a wait at once. A wait that polls too often fails with it. */
const refusal = Response.json(findErrorResponse("Unauthorized"), { status: 401 });

for (const status of values) {
  test(`status phase ${status}: getTrainingStatus returns the phase ${phases[status]}`, async () => {
    const { client } = serve(status);
    expect(await client.getTrainingStatus(ID)).toMatchObject({ status, phase: phases[status] });
  });
}

for (const status of listInPhase("queued", "running")) {
  test(`status phase ${status}: a wait polls again`, async () => {
    const { client, clock, requests } = serve(status);
    await expect(clock.run(client.waitForTraining(ID))).rejects.toMatchObject({ httpStatus: 401 });
    expect(requests).toHaveLength(2);
  });
}

for (const status of listInPhase("succeeded")) {
  test(`status phase ${status}: a wait ends with success`, async () => {
    const { client, clock, requests } = serve(status);
    expect(await clock.run(client.waitForTraining(ID))).toMatchObject({ status, progress: 1 });
    expect(requests).toHaveLength(1);
  });
}

for (const status of listInPhase("failed")) {
  test(`status phase ${status}: a wait ends with a TrainingFailedError`, async () => {
    const { client, clock, requests } = serve(status);
    await expect(clock.run(client.waitForTraining(ID))).rejects.toBeInstanceOf(TrainingFailedError);
    expect(requests).toHaveLength(1);
  });
}

test("a status that the contract does not list has the phase unknown, and a wait polls again", async () => {
  const { client, clock, requests } = serve("training_paused");
  const updates: TrainingUpdate[] = [];
  const onUpdate = (update: TrainingUpdate) => void updates.push(update);
  await expect(clock.run(client.waitForTraining(ID, { onUpdate }))).rejects.toMatchObject({
    httpStatus: 401,
  });
  expect(updates).toEqual([expect.objectContaining({ status: "training_paused", phase: "unknown" })]);
  expect(requests).toHaveLength(2);
});

/** Creates a client whose service reports a status once. */
function serve(messege: string) {
  const clock = createFakeClock();
  const { fetch, requests } = createRecordingService([{ status: "success", messege }, refusal]);
  return { client: quietClient({ fetch, clock }), clock, requests };
}

function listInPhase(...wanted: string[]): string[] {
  return values.filter((status) => wanted.includes(String(phases[status])));
}
