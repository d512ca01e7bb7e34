import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDueQueue } from "../src/follow/due-queue.ts";

describe("a due queue", () => {
  test("returns items by their time, and those of the same time in the order in which they were added", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
        const queue = createDueQueue<{ dueAt: number; order: number }>();
        const items = times.map((dueAt, order) => ({ dueAt, order }));
        for (const item of items) queue.add(item);
        const taken = items.map(() => queue.take());
        expect(taken).toEqual(items.toSorted((a, b) => a.dueAt - b.dueAt || a.order - b.order));
        expect([queue.peek(), queue.take()]).toEqual([undefined, undefined]);
      }),
    );
  });

  test("makes at most twice as many comparisons per item with 100,000 items as with 1,000", () => {
    const few = countComparisons(1_000);
    const many = countComparisons(100_000);
    expect(few).toBeGreaterThan(0);
    expect(many / few).toBeLessThanOrEqual(2);
  });
});

const SAMPLES = 1_000;

/** Returns how often times are compared when the next item of a full queue is due, and is due again later. */
function countComparisons(items: number): number {
  let comparisons = 0;
  /** A time that counts how often it is compared: an object compares as its value does. */
  class Time {
    ms: number;
    constructor(ms: number) {
      this.ms = ms;
    }
    valueOf(): number {
      comparisons++;
      return this.ms;
    }
  }
  const timeOf = (ms: number) => new Time(ms) as unknown as number;
  const queue = createDueQueue();
  for (let i = 0; i < items; i++) queue.add({ dueAt: timeOf(scatter(i, items)) });
  comparisons = 0;
  for (let i = 0; i < SAMPLES; i++) {
    queue.take();
    queue.add({ dueAt: timeOf(items + scatter(i, items)) });
  }
  return comparisons / SAMPLES;
}

/** Returns a different number below `items` for each index, in no particular order. */
function scatter(index: number, items: number): number {
  return (index * 7_919) % items;
}
