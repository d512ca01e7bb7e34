import { execFileSync } from "node:child_process";
import { reportMany } from "./many/report.ts";
import { reportOverhead } from "./overhead-report.ts";
import { reportPolling } from "./polling/report.ts";
import { writePart } from "./write-report.ts";

// `many` is first, while the process is small: it measures memory.
const parts: Record<string, () => Promise<string>> = {
  many: reportMany,
  polling: reportPolling,
  overhead: reportOverhead,
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in parts));
if (unknown.length > 0)
  throw new Error(
    `BENCHMARK.md has no part ${unknown.join(", ")}. Choose from ${Object.keys(parts).join(", ")}.`,
  );

for (const [name, report] of Object.entries(parts)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const text = await report();
  writePart(name, text);
  console.log(text);
}
execFileSync("oxfmt", ["BENCHMARK.md"], { cwd: new URL("..", import.meta.url) });
