/** Writes the figures of the last `vitest bench` run, and the machine, to BENCHMARK.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, platform } from "node:os";
import { ROWS } from "../bench/record.ts";
import type { Row } from "../bench/record.ts";

const rows = readFileSync(ROWS, "utf8")
  .trim()
  .split("\n")
  .map((line): Row => JSON.parse(line));

type Cell = (figures: Record<string, number>) => string;

const round = (value: number | undefined) => (value ?? NaN).toPrecision(3);

function tableOf(table: string, columns: Record<string, Cell>): string {
  const heads = ["", ...Object.keys(columns)];
  const lines = rows
    .filter((row) => row.table === table)
    .map((row) => [
      `\`${row.name.replace("|", "\\|")}\``,
      ...Object.values(columns).map((cell) => cell(row.figures)),
    ]);
  return [heads, heads.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const ratio =
  (name: string): Cell =>
  (figures) =>
    round((figures["own"] ?? NaN) / (figures[name] ?? NaN));
const figure =
  (name: string): Cell =>
  (figures) =>
    round(figures[name]);

const text = `# Benchmark

Measured on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), ${platform()} ${arch()},
Node ${process.versions.node}. The machine is shared and busy, so each figure is the fastest of many runs. Each table is measured in one
run. \`pnpm bench\` measures again and writes this page.

## Speed

The time to parse one log, in microseconds, and the time of \`parseLog\` divided by the time of the others. Below 1, \`parseLog\`
is faster. "Split and match" is the obvious parser, a regular expression for each line. It returns no positions, failures,
suffixes, or units other than minutes. \`indexOf\` only finds the separators, which is the lower bound.

${tableOf("speed", {
  "parseLog µs": figure("own"),
  "JSON.parse of its result µs": figure("json"),
  "split and match µs": figure("split"),
  "indexOf µs": figure("floor"),
  "÷ JSON.parse": ratio("json"),
  "÷ split and match": ratio("split"),
})}

## Stream

Logs of 1 MB and 100 MB through \`LogParserStream\`, in chunks of 64 Ki characters. Times are milliseconds of processor time.

${tableOf("stream", {
  "1 MB, ms": figure("smallMs"),
  "100 MB, ms per MB": figure("largeMs"),
  "100 MB ÷ 1 MB": figure("growth"),
  "peak memory above the baseline, MiB": figure("memory"),
})}

## Pathological texts

One piece repeated up to 250 kB and 1 MB, and single entries of about 15,000 and 60,000 characters. Parsing takes linear time: a
text that is four times as long takes about four times as long.

${tableOf("linear", { "a quarter, ms": figure("quarterMs"), "the whole, ms": figure("wholeMs"), "whole ÷ quarter": figure("growth") })}
`;

writeFileSync(new URL("../BENCHMARK.md", import.meta.url), text);
