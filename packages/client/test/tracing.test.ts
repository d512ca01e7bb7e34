import { createWebhookHandler } from "@dreambooth-sandbox/client/webhook";
import { tracingChannel } from "node:diagnostics_channel";
import type { TracingChannelSubscribers } from "node:diagnostics_channel";
import { inspect } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { createFakeClock } from "./support/fake-clock.ts";
import { rejection } from "./support/rejection.ts";
import {
  apiRequest,
  created,
  ID,
  KEY,
  quietClient,
  ready,
  request,
  started,
  stubFetch,
} from "./support/samples.ts";

/** Collects what a tracing channel publishes, as it was at that moment. */
function subscribe(name: string): [event: string, context: Record<string, unknown>][] {
  const events: [string, Record<string, unknown>][] = [];
  const take = (event: string) => (context: object) => void events.push([event, { ...context }]);
  const subscribers: TracingChannelSubscribers<object> = {
    start: take("start"),
    end: take("end"),
    asyncStart: take("asyncStart"),
    asyncEnd: take("asyncEnd"),
    error: take("error"),
  };
  const channel = tracingChannel(`dreambooth-sandbox:${name}`);
  channel.subscribe(subscribers);
  onTestFinished(() => {
    channel.unsubscribe(subscribers);
  });
  return events;
}

describe("tracing", () => {
  test("publishes a create with its attempts and waits", async () => {
    const events = subscribe("create");
    const clock = createFakeClock();
    const refused = Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } });
    const { fetch } = stubFetch([refused, created]);
    await clock.run(quietClient({ fetch, clock }).createTraining(request));
    expect(events.map(([event]) => event)).toEqual(["start", "end", "asyncStart", "asyncEnd"]);
    const [, last] = events.at(-1) ?? [];
    expect(last).toMatchObject({ operation: "createTraining", attempts: 2, waitMs: expect.any(Number) });
    expect(last?.["waitMs"]).toBe(clock.waits.find((ms) => ms < 60_000));
  });

  test("publishes polls within a wait, and counts them and the time between them", async () => {
    const [waits, polls] = [subscribe("wait"), subscribe("poll")];
    const clock = createFakeClock();
    const { fetch, calls } = stubFetch([started, ready], clock);
    await clock.run(quietClient({ fetch, clock }).waitForTraining(ID));
    const betweenPollsMs = (calls[1]?.at ?? 0) - (calls[0]?.at ?? 0);
    expect(betweenPollsMs).toBeGreaterThan(0);
    expect(waits[0]?.[1]).toMatchObject({ attempts: 0, waitMs: 0 });
    expect(waits.at(-1)?.[1]).toMatchObject({ trainingId: ID, attempts: 2, waitMs: betweenPollsMs });
    expect(polls.filter(([event]) => event === "start")).toHaveLength(2);
    expect(polls[0]?.[1]).toMatchObject({ operation: "getTrainingStatus", trainingId: ID });
    expect(waits.map(([event]) => event)).toEqual(["start", "end", "asyncStart", "asyncEnd"]);
  });

  test("publishes errors, and neither the key nor a body", async () => {
    const polls = subscribe("poll");
    const { fetch } = stubFetch([{ status: "error", message: "Invalid Api Key" }]);
    const error = await rejection(quietClient({ fetch }).getTrainingStatus(ID));
    expect(polls.find(([event]) => event === "error")?.[1]).toMatchObject({ error });
    const success = subscribe("create");
    await quietClient({ fetch: stubFetch([created]).fetch }).createTraining(request);
    const seen = inspect([polls, success], { depth: 9 });
    expect(seen).not.toContain(KEY);
    expect(seen).not.toContain("k3y");
    expect(seen).not.toContain("images");
    expect(seen).not.toContain("upto");
  });

  test("publishes the calls of client.api", async () => {
    const [creates, polls] = [subscribe("create"), subscribe("poll")];
    const { fetch } = stubFetch([created, ready]);
    const { api } = quietClient({ fetch });
    await api.POST("/api/sandbox/v3/fine_tune", { body: apiRequest });
    const params = { path: { training_id: ID } };
    await api.POST("/api/sandbox/v3/fine_tune_status/{training_id}", { params, body: {} });
    expect(creates.at(-1)?.[1]).toMatchObject({ operation: "createTraining", attempts: 1 });
    expect(polls.at(-1)?.[1]).toMatchObject({ operation: "getTrainingStatus", trainingId: ID, attempts: 1 });
  });

  test("publishes webhook calls; a duplicate causes no poll", async () => {
    const calls = subscribe("webhook");
    const client = quietClient({ fetch: stubFetch([ready]).fetch });
    const handle = createWebhookHandler({ client, onUpdate: () => {} });
    const body = JSON.stringify({ model_id: ID, training_status: ready.messege });
    for (let i = 0; i < 2; i++) await handle(new Request("https://example.com/", { method: "POST", body }));
    const ends = calls.filter(([event]) => event === "asyncEnd").map(([, context]) => context);
    expect(ends).toMatchObject([
      { trainingId: ID, attempts: 1, waitMs: expect.any(Number) },
      { trainingId: ID, attempts: 0 },
    ]);
  });
});
