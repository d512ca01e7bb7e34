import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { fileURLToPath } from "node:url";

const ROUNDS = 40;
const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));

/** What is compared, with how much longer than the first it may take. */
const subjects = [
  { name: "`node -e 0`", args: ["-e", "0"], bar: "" },
  { name: "`dreambooth-sandbox --version`", args: [main, "--version"], bar: "at most 1.3×" },
  { name: "`dreambooth-sandbox --help`", args: [main, "--help"], bar: "at most 1.7×" },
  { name: "`dreambooth-sandbox help train`", args: [main, "help", "train"], bar: "" },
  { name: "`dreambooth-sandbox list`, empty", args: [main, "list"], bar: "" },
];

/** Returns how long a process took, in milliseconds. */
function measure(args: readonly string[]): number {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    env: { ...process.env, XDG_STATE_HOME: "/nonexistent" },
  });
  if (status !== 0) throw new Error(String(stderr));
  return performance.now() - startedAt;
}

// In turns, so that other work of the machine slows all of them down alike; the first round fills caches.
const times = subjects.map((): number[] => []);
for (let round = 0; round <= ROUNDS; round++)
  for (const [index, { args }] of subjects.entries()) {
    const time = measure(args);
    if (round > 0) times[index]?.push(time);
  }

const medians = times.map((list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN);
const [baseline = NaN] = medians;
const rows = subjects.map(({ name, bar }, index) => {
  const median = medians[index] ?? NaN;
  return `| ${name} | ${median.toFixed(1)} | ${(median / baseline).toFixed(2)}× | ${bar} |`;
});
const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? "unknown CPU"}, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
const report = `# Benchmark

Written by \`pnpm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}. The time from the start of a process to its
end, medians of ${ROUNDS} runs in turns. Compare ratios, not times.

| command | time in ms | ratio | bar |
| --- | ---: | ---: | --- |
${rows.join("\n")}

\`--version\` and \`--help\` load nothing but their text. Every other command loads the parser of command lines, itself, and what it
needs: the live view, for example, only in a terminal.
`;

writeFileSync(new URL("../BENCHMARK.md", import.meta.url), report);
console.log(report);
