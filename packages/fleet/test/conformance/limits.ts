import { describe, expect, test } from "vitest";
import type { SetUp } from "../support/harness.ts";
import { pick } from "../support/samples.ts";

/** Tests of limits that every store passes. */
export function describeLimits(setUp: SetUp): void {
  describe("send times", () => {
    test("of one account are apart, whichever process reserves them", async () => {
      const { open } = await setUp();
      const stores = await Promise.all([open(), open(), open()]);
      const from = stores[0].now() + 1_000;
      const firsts = await Promise.all(
        Array.from({ length: 9 }, (_, index) => pick(stores, index).reserveSlots("main", 2, 100, from)),
      );
      const slots = firsts.flatMap((first) => [first, first + 100]).toSorted((a, b) => a - b);
      expect(slots.map((slot) => Math.round(slot - from))).toEqual(slots.map((_, index) => index * 100));
    });

    test("are not before the requested time", async () => {
      const store = await (await setUp()).open();
      const from = store.now() + 1_000;
      await store.reserveSlots("main", 1, 100, from);
      expect(await store.reserveSlots("main", 1, 100, from + 5_000)).toBe(from + 5_000);
    });

    test("of a paused account come after the pause, and of others do not", async () => {
      const store = await (await setUp()).open();
      const from = store.now();
      await store.pauseAccount("main", from + 30_000);
      await store.pauseAccount("main", from + 10_000);
      expect(await store.reserveSlots("main", 1, 100, from)).toBe(from + 30_000);
      expect(await store.reserveSlots("second", 1, 100, from)).toBe(from);
    });

    test("are counted per account", async () => {
      const { open, advance } = await setUp();
      const store = await open();
      // Well inside a window of ten seconds, so that it does not matter how exact real clocks are.
      await advance(12_000 - (store.now() % 10_000));
      await store.reserveSlots("main", 20, 1, store.now());
      await advance(10_000);
      const { requestsPerSecond } = await store.readStatus(0);
      expect(requestsPerSecond).toEqual({ main: 2, second: 0 });
    });
  });
}
