import { describe, expect, test } from "vitest";
import { createThroughKills, followThroughKills, stopInRequest } from "./scenarios.ts";
import type { SharedStore } from "./scenarios.ts";

/** The sizes of the tests; in full, they run with the benchmark. */
interface Sizes {
  trainings: number;
  creates: number;
  kills: number;
}

/** Tests with processes that are killed and stopped, on one kind of store. */
export function describeKills(name: string, open: () => Promise<SharedStore>, sizes: Sizes): void {
  describe(`${name}, with processes that are killed`, () => {
    test("each training ends once, with no overlapping request and none after the end", async () => {
      const { trainings } = sizes;
      const plan = { trainings, trainingMs: 30_000, pollMs: 3_000, maxPerSecond: 100 };
      const report = await followThroughKills(await open(), plan);
      expect(report.trainings).toMatchObject({ succeeded: trainings, lost: 0 });
      expect(report.service).toMatchObject({ overlapping: 0, afterEnd: 0 });
      expect(report.service.ends.size).toBe(trainings);
    });

    test("no intent is sent twice, and each is created or parked", async () => {
      const { creates, kills } = sizes;
      const report = await createThroughKills(await open(), creates, kills);
      expect(report.kills).toBe(kills);
      expect(report.sentTwice).toEqual([]);
      expect(report.created + report.parked.length).toBe(creates);
      expect(report.parked.every((item) => item.kind === "intent" && item.reason !== "")).toBe(true);
    });

    test("a worker that was stopped for a minute discards its late result", async () => {
      const { service, phase } = await stopInRequest(await open(), 60_000);
      expect(phase).toBe("succeeded");
      expect(service).toMatchObject({ overlapping: 0, afterEnd: 0 });
    });
  });
}
