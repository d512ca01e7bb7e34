/** Writes BENCHMARK.md, or only the sections that are named: `pnpm run bench many`. */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { reportMany } from "./many/report.ts";
import { reportOverhead } from "./overhead-report.ts";
import { reportPolling } from "./polling-report.ts";

const FILE = new URL("../BENCHMARK.md", import.meta.url);
/** The sections of the file, in its order. */
const reports: Readonly<Record<string, () => string | Promise<string>>> = {
  polling: reportPolling,
  overhead: reportOverhead,
  many: reportMany,
};
const names = Object.keys(reports);

function markerOf(name: string): string {
  return `<!-- section: ${name} -->`;
}

/** The sections as they are, by name. Each begins with its marker. */
function readSections(): Record<string, string> {
  const parts = readFileSync(FILE, "utf8").split(/^<!-- section: (\w+) -->$/m);
  return Object.fromEntries(names.map((name) => [name, parts[parts.indexOf(name) + 1]?.trim() ?? ""]));
}

async function measureSection(name: string): Promise<string> {
  const report = reports[name];
  if (!report) throw new Error(`There is no section "${name}". The sections are ${names.join(", ")}.`);
  const text = await report();
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown CPU"}, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
  return `${text.trim()}\n\nMeasured on ${date}: ${machine}.`;
}

const sections = readSections();
const chosen = process.argv.length > 2 ? process.argv.slice(2) : names;
for (const name of chosen) {
  sections[name] = await measureSection(name);
  console.log(sections[name]);
}
const text = names.map((name) => `${markerOf(name)}\n\n${sections[name]}\n`).join("\n");
writeFileSync(FILE, `# Benchmark\n\nWritten by \`pnpm run bench\`. Compare ratios, not times.\n\n${text}`);
