import { parseLog } from "@dreambooth-sandbox/log-parser";
import { expect, test } from "vitest";
import { flatten, LONG_ENTRIES, MEGABYTE, PATHOLOGICAL, repeat } from "./logs.ts";
import { record } from "./record.ts";

const QUARTER = 15_000;

const cases = [
  ...PATHOLOGICAL.map(
    (unit) => [JSON.stringify(unit), repeat(unit, MEGABYTE / 4), repeat(unit, MEGABYTE)] as const,
  ),
  ...Object.entries(LONG_ENTRIES).map(
    ([name, write]) => [name, flatten(write(QUARTER)), flatten(write(4 * QUARTER))] as const,
  ),
];

for (const [name, quarter, whole] of cases) {
  test(`linear: ${name}`, { timeout: 60_000 }, async ({ bench }) => {
    const results = await bench.compare(
      bench("quarter", () => void parseLog(quarter)),
      bench("whole", () => void parseLog(whole)),
      { time: 400, warmupTime: 100 },
    );
    const quarterMs = results.get("quarter").latency.min;
    const wholeMs = results.get("whole").latency.min;
    expect(wholeMs).toBeGreaterThan(0);
    record("linear", name, { quarterMs, wholeMs, growth: wholeMs / quarterMs });
  });
}
