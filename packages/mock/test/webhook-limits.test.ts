import { createServer, type ServerResponse } from "node:http";
import { once } from "node:events";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { loadContract } from "../src/contract/contract.ts";
import { createSessionClock, createWallClock } from "../src/life-cycle/clock.ts";
import { createTimeline } from "../src/life-cycle/timeline.ts";
import { scenarios } from "../src/life-cycle/scenarios.ts";
import { createTrainings } from "../src/life-cycle/trainings.ts";
import { createDueQueue } from "../src/webhooks/due-queue.ts";
import { createWebhookCapacity } from "../src/webhooks/webhook-capacity.ts";
import { createWebhooks, type Delivery } from "../src/webhooks/webhooks.ts";

const contract = await loadContract();
const clock = createSessionClock(
  createWallClock(() => 0),
  createTimeline(),
  createTimeline(),
);
const [success] = scenarios;
const trainings = createTrainings(contract);
const NO_ONE = "http://127.0.0.1:1/";

function begin() {
  if (!success) throw new Error("There is no scenario.");
  return trainings.begin(success, clock);
}

test("a queue returns what is due, in order, for any pushes and times", () => {
  const step = fc.record({ pushes: fc.array(fc.nat(20)), nowMs: fc.nat(20) });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const queue = createDueQueue<{ dueMs: number; serial: number }>();
      let model: { dueMs: number; serial: number }[] = [];
      let serial = 0;
      for (const { pushes, nowMs } of steps) {
        for (const dueMs of pushes) {
          const item = { dueMs, serial: (serial += 1) };
          queue.push(item);
          model.push(item);
        }
        model.sort((one, other) => one.dueMs - other.dueMs);
        expect(queue.nextDueMs()).toBe(model[0]?.dueMs);
        expect(queue.takeDue(nowMs)).toEqual(model.filter(({ dueMs }) => dueMs <= nowMs));
        model = model.filter(({ dueMs }) => dueMs > nowMs);
      }
    }),
  );
});

test("adding an item compares it with few others, however many there are", () => {
  const queue = createDueQueue<{ dueMs: number }>();
  let reads = 0;
  const push = (dueMs: number) =>
    queue.push({
      get dueMs() {
        reads += 1;
        return dueMs;
      },
    });
  for (let index = 0; index < 100_000; index += 1) push(index);
  reads = 0;
  push(-1);
  // Four reads at each of the 17 levels of the heap.
  expect(reads).toBeLessThanOrEqual(4 * Math.ceil(Math.log2(100_001)));
});

test("webhooks beyond the room for pending ones are recorded as refused, and room is returned on close", () => {
  const stages = contract.statuses.length;
  const capacity = createWebhookCapacity(stages + 1);
  const deliveries: Delivery[] = [];
  const onDelivery = (delivery: Delivery) => void deliveries.push(delivery);
  const options = { allowRemote: false, onDelivery, capacity };
  const webhooks = createWebhooks(contract, clock, options);
  webhooks.schedule(begin(), NO_ONE);
  expect(deliveries).toEqual([]);
  const refused = begin();
  webhooks.schedule(refused, NO_ONE);
  expect(deliveries).toHaveLength(stages - 1);
  expect(deliveries[0]).toMatchObject({
    trainingId: refused.trainingId,
    outcome: "refused",
    reason: expect.stringContaining("pending"),
  });
  webhooks.close();
  deliveries.length = 0;
  const others = createWebhooks(contract, clock, options);
  others.schedule(begin(), NO_ONE);
  expect(deliveries).toEqual([]);
  others.close();
});

test("at most the maximum of webhooks is in flight, and all are delivered", async () => {
  const MAX_IN_FLIGHT = 3;
  const TRAININGS = 10;
  const open: ServerResponse[] = [];
  let received = 0;
  const receiver = createServer((_request, response) => {
    received += 1;
    open.push(response);
    // Each batch is answered only when it is complete: a batch that is too small or too large never is.
    const batch = Math.min(MAX_IN_FLIGHT, TRAININGS - (received - open.length));
    if (open.length === batch) for (const held of open.splice(0)) held.writeHead(204).end();
  });
  await once(receiver.listen(0, "127.0.0.1"), "listening");
  const address = receiver.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
  const capacity = createWebhookCapacity(1_000, MAX_IN_FLIGHT);
  const deliveries: Delivery[] = [];
  const onDelivery = (delivery: Delivery) => void deliveries.push(delivery);
  const webhooks = createWebhooks(contract, clock, { allowRemote: false, onDelivery, capacity });
  for (let index = 0; index < TRAININGS; index += 1) webhooks.schedule(begin(), url);
  await webhooks.flush();
  expect(deliveries.map(({ outcome }) => outcome)).toEqual(
    Array.from({ length: TRAININGS }, () => "accepted"),
  );
  webhooks.close();
  receiver.close();
});
