import { parseLog } from "@dreambooth-sandbox/log-parser";
import { expect, test } from "vitest";
import { LOGS, resultOf } from "./logs.ts";
import { record } from "./record.ts";
import { countSeparators, splitAndMatch } from "./split-and-match.ts";

type Subject = "parseLog" | "JSON.parse of its result" | "split and match" | "indexOf only";

for (const [name, text] of Object.entries(LOGS)) {
  test(`speed: ${name}`, { timeout: 60_000 }, async ({ bench }) => {
    const json = resultOf(text);
    const results = await bench.compare(
      bench("parseLog", () => void parseLog(text)),
      bench("JSON.parse of its result", () => void JSON.parse(json)),
      bench("split and match", () => void splitAndMatch(text)),
      bench("indexOf only", () => void countSeparators(text)),
      { time: 1500, warmupTime: 500 },
    );
    const us = (name: Subject) => results.get(name).latency.min * 1000;
    expect(us("parseLog")).toBeGreaterThan(0);
    record("speed", name, {
      own: us("parseLog"),
      json: us("JSON.parse of its result"),
      split: us("split and match"),
      floor: us("indexOf only"),
    });
  });
}
