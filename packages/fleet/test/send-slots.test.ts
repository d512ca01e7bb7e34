import { expect, test } from "vitest";
import { createSendSlots } from "../src/limits/send-slots.ts";
import { createVirtualClock } from "./support/virtual-clock.ts";
import { findPeakPerSecond } from "./support/service.ts";

/** Send times of one account in memory; reserving takes a while, and is counted. */
function setUp(reservingMs = 0) {
  const clock = createVirtualClock();
  let next = 0;
  let reservations = 0;
  const store = {
    isDown: false,
    now: () => clock.now(),
    async reserveSlots(_account: string, count: number, intervalMs: number, from: number) {
      if (store.isDown) throw new Error("down");
      reservations++;
      await clock.sleep(reservingMs);
      const first = Math.max(next, from);
      next = first + count * intervalMs;
      return first;
    },
    pauseAccount: async () => {},
  };
  const open = () => createSendSlots(store, clock, "main", 50);
  return { clock, store, open, countReservations: () => reservations };
}

test("those who wait at the same time share a reservation", async () => {
  const { clock, open, countReservations } = setUp();
  const slots = open();
  const sent: { at: number }[] = [];
  for (let count = 0; count < 100; count++) void slots.take().then(() => sent.push({ at: clock.now() }));
  await clock.advance(3_000);
  expect(sent).toHaveLength(100);
  expect(findPeakPerSecond(sent)).toBe(50);
  expect(countReservations()).toBe(1);
});

test("a process that was busy gives up its late send times", async () => {
  const { clock, open } = setUp();
  const [busy, other] = [open(), open()];
  const sent: { at: number }[] = [];
  for (let count = 0; count < 200; count++)
    void (count % 2 ? busy : other).take().then(() => sent.push({ at: clock.now() }));
  await clock.advance(500);
  // All timers of this second fire late.
  clock.jump(1_000);
  await clock.advance(10_000);
  expect(sent).toHaveLength(200);
  expect(findPeakPerSecond(sent)).toBeLessThanOrEqual(53);
});

test("a store that responds slowly only delays the first request", async () => {
  const { clock, open } = setUp(120);
  const slots = open();
  let sent = 0;
  for (let count = 0; count < 10; count++) void slots.take().then(() => sent++);
  await clock.advance(1_000);
  expect(sent).toBe(10);
});

test("a wait ends with its signal", async () => {
  const { clock, open } = setUp();
  const slots = open();
  const stop = new AbortController();
  for (let count = 0; count < 50; count++) void slots.take();
  const waiting = slots.take(stop.signal);
  waiting.catch(() => {});
  await clock.advance(100);
  stop.abort(new Error("stop"));
  await expect(waiting).rejects.toThrow("stop");
});

test("a failure of the store reaches all who wait, and later ones try again", async () => {
  const { clock, store, open } = setUp();
  store.isDown = true;
  const slots = open();
  await expect(Promise.all([slots.take(), slots.take()])).rejects.toThrow("down");
  store.isDown = false;
  const taken = slots.take();
  await clock.advance(100);
  await expect(taken).resolves.toBeUndefined();
});
