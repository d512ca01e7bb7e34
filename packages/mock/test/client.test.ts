import { setTimeout as sleep } from "node:timers/promises";
import { createClient, type TrainingUpdate } from "@dreambooth-sandbox/client";
import { createMock } from "@dreambooth-sandbox/mock";
import { describe, expect, test } from "vitest";
import { loadContract } from "../src/contract/contract.ts";
import { trainingRequest } from "./training-request.ts";
import { transports } from "./transports.ts";

const contract = await loadContract();
const ready = contract.statuses.at(-1);
const { key: apiKey, ...request } = { ...trainingRequest, training_type: "men" as const };

/** How many milliseconds a training ages in one millisecond. */
const SPEED = 6_000;

/** Creates a client whose clock is as fast as the mock's. */
function clientOf(fetch: typeof globalThis.fetch, baseUrl: string) {
  const clock = {
    now: () => performance.now() * SPEED,
    sleep: (ms: number, signal?: AbortSignal) => sleep(ms / SPEED, undefined, signal ? { signal } : {}),
  };
  return createClient({ apiKey, baseUrl, fetch, clock, timeoutMs: 10_000 * SPEED });
}

describe.each(transports)("the client, $name", ({ reach }) => {
  test("follows a training through the documented statuses to the end", async () => {
    await using reached = await reach({ speed: SPEED });
    const client = clientOf(reached.fetch, reached.host);
    const { trainingId } = await client.createTraining(request);
    const seen: TrainingUpdate[] = [];
    for await (const update of client.watchTraining(trainingId)) seen.push(update);
    const statuses = seen.map(({ status }) => status);
    expect(statuses.at(-1)).toBe(ready);
    expect(contract.statuses.filter((status) => statuses.includes(status))).toEqual([...new Set(statuses)]);
    expect(seen.at(-1)).toMatchObject({ phase: "succeeded", progress: 1 });
    expect(reached.mock.created).toBe(1);
  });

  test("waits for a training", async () => {
    await using reached = await reach({ speed: SPEED });
    const client = clientOf(reached.fetch, reached.host);
    const { trainingId } = await client.createTraining(request);
    expect(await client.waitForTraining(trainingId)).toMatchObject({ trainingId, status: ready });
  });

  test("throws when the training fails", async () => {
    await using reached = await reach({ speed: SPEED, scenario: "failure" });
    const client = clientOf(reached.fetch, reached.host);
    const { trainingId } = await client.createTraining(request);
    await expect(client.waitForTraining(trainingId)).rejects.toHaveProperty("name", "TrainingFailedError");
  });

  test("throws for an id that no mock made", async () => {
    await using reached = await reach();
    const client = clientOf(reached.fetch, reached.host);
    await expect(client.getTrainingStatus("unknown-id")).rejects.toHaveProperty(
      "name",
      "TrainingNotFoundError",
    );
  });

  test("throws for a refused key", async () => {
    await using reached = await reach();
    const client = createClient({ apiKey: "invalid", baseUrl: reached.host, fetch: reached.fetch });
    await expect(client.createTraining(request)).rejects.toHaveProperty("name", "AuthenticationError");
  });
});

test("a create whose response is lost is not sent again", async () => {
  await using mock = await createMock();
  const losing: typeof fetch = (input, init) => {
    const lost = new Request(input, init);
    lost.headers.set("prefer", "fault=reset-after");
    return mock.fetch(lost);
  };
  const client = createClient({ apiKey, fetch: losing });
  await expect(client.createTraining(request)).rejects.toHaveProperty("name", "CreateOutcomeUnknownError");
  expect(mock.created).toBe(1);
});
