import { setImmediate } from "node:timers/promises";
import { createClient, type TrainingUpdate } from "@dreambooth-sandbox/client";
import { createMock } from "@dreambooth-sandbox/mock";
import { describe, expect, test } from "vitest";
import { loadContract } from "../src/contract/load-contract.ts";
import { trainingRequest } from "./training-request.ts";
import { transports } from "./transports.ts";

const contract = await loadContract();
const ready = contract.statuses.at(-1);
const { key: apiKey, ...request } = { ...trainingRequest, training_type: "men" as const };

/** A timeout that never expires, because the clock below does not count it. */
const TIMEOUT_MS = 1e12;

/** Time for a mock and its client: it passes only while the client waits to poll. */
function createVirtualTime() {
  let nowMs = 1_790_000_000_000;
  const now = () => nowMs;
  const sleep = async (ms: number): Promise<void> => {
    if (ms === TIMEOUT_MS) return new Promise(() => {});
    nowMs += ms;
    return setImmediate();
  };
  return { now, clock: { now, sleep } };
}

/** Connects a client to a mock. Both have the same virtual time. */
async function connect(reach: (typeof transports)[number]["reach"], scenario = "success") {
  const { now, clock } = createVirtualTime();
  const reached = await reach({ now, scenario });
  const { fetch, host: baseUrl, mock } = reached;
  const client = createClient({ apiKey, baseUrl, fetch, clock, timeoutMs: TIMEOUT_MS });
  return { client, mock, [Symbol.asyncDispose]: () => reached[Symbol.asyncDispose]() };
}

describe.each(transports)("the client, $name", ({ reach }) => {
  test("follows a training through the documented statuses to the end", async () => {
    await using connected = await connect(reach);
    const { client } = connected;
    const { trainingId } = await client.createTraining(request);
    const seen: TrainingUpdate[] = [];
    for await (const update of client.watchTraining(trainingId)) seen.push(update);
    const statuses = seen.map(({ status }) => status);
    expect(statuses.at(-1)).toBe(ready);
    expect(contract.statuses.filter((status) => statuses.includes(status))).toEqual([...new Set(statuses)]);
    expect(seen.at(-1)).toMatchObject({ phase: "succeeded", progress: 1 });
    expect(connected.mock.created).toBe(1);
  });

  test("waits for a training", async () => {
    await using connected = await connect(reach);
    const { client } = connected;
    const { trainingId } = await client.createTraining(request);
    expect(await client.waitForTraining(trainingId)).toMatchObject({ trainingId, status: ready });
  });

  test("throws when the training fails", async () => {
    await using connected = await connect(reach, "failure");
    const { client } = connected;
    const { trainingId } = await client.createTraining(request);
    await expect(client.waitForTraining(trainingId)).rejects.toHaveProperty("name", "TrainingFailedError");
  });

  test("throws for an id that no mock made", async () => {
    await using connected = await connect(reach);
    const { client } = connected;
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
