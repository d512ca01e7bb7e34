import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { measureLoad, type Load } from "./measure.ts";
import { serveGzipped } from "./server.ts";
import { prepareSubjects, type Subject } from "./subjects.ts";

const ROUNDS = 7;
/** The beginning of the create operation's description. */
const TEXT = "Starts the training of a model";

const folder = await mkdtemp(join(tmpdir(), "docs-bench-"));
const subjects = await prepareSubjects(folder);
const server = await serveGzipped(folder);
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
const loads = new Map<Subject, Load[]>(subjects.map((subject) => [subject, []]));
for (let round = 0; round < ROUNDS; round++)
  for (const [subject, done] of loads)
    done.push(await measureLoad(browser, `${server.url}/${subject.path}`, TEXT));
const version = browser.version();
await browser.close();
server.close();
await rm(folder, { recursive: true });

const rows = [...loads].map(
  ([{ name }, done]) =>
    `| ${name} | ${(median(done, "bytes") / 1000).toFixed(0)} | ${median(done, "firstPaintMs").toFixed(0)} | ${median(done, "readableMs").toFixed(0)} |`,
);
const report = `# Benchmark

Written by \`pnpm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown CPU"}, ${process.platform} ${process.arch},
Node ${process.versions.node}, Chromium ${version}. Compare ratios, not times.

Four ways to show the same contract, each served gzipped from this machine, with no CDN, over a line of 10 Mbit/s and 40 ms,
with an empty cache: medians of ${ROUNDS} loads in turn. A page is readable when the text of the create operation has a place on it; where
a tool has an address for that operation, that is what is opened.

| page | kB on the wire | first contentful paint, ms | operation readable, ms |
| --- | --: | --: | --: |
${rows.join("\n")}
`;
await writeFile(join(import.meta.dirname, "../BENCHMARK.md"), report);
console.log(report);

function median(done: Load[], key: keyof Load): number {
  const sorted = done.map((load) => load[key]).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
