import { parseLog } from "@dreambooth-sandbox/log-parser";
import { expect, test } from "vitest";
import { MEGABYTE, PATHOLOGICAL, repeat } from "./logs.ts";
import { record } from "./record.ts";

for (const unit of PATHOLOGICAL) {
  test(`linear: ${JSON.stringify(unit)}`, { timeout: 60_000 }, async ({ bench }) => {
    const quarter = repeat(unit, MEGABYTE / 4);
    const whole = repeat(unit, MEGABYTE);
    const results = await bench.compare(
      bench("quarter", () => void parseLog(quarter)),
      bench("whole", () => void parseLog(whole)),
      { time: 300, warmupTime: 100 },
    );
    const quarterMs = results.get("quarter").latency.min;
    const wholeMs = results.get("whole").latency.min;
    expect(wholeMs).toBeGreaterThan(0);
    record("linear", JSON.stringify(unit), { quarterMs, wholeMs, growth: wholeMs / quarterMs });
  });
}
