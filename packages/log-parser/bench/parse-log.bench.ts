import { parseLog } from "@dreambooth-sandbox/log-parser";
import { expect, test } from "vitest";
import { LOGS, resultOf } from "./logs.ts";
import { record } from "./record.ts";
import { countSeparators, splitAndMatch } from "./split-and-match.ts";

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
    const [own, json_, split, floor] = (
      ["parseLog", "JSON.parse of its result", "split and match", "indexOf only"] as const
    ).map((subject) => results.get(subject).latency.min * 1000);
    expect(own).toBeGreaterThan(0);
    record("speed", name, { characters: text.length, own, json: json_, split, floor });
  });
}
