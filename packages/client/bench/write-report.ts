import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

const FILE = new URL("../BENCHMARK.md", import.meta.url);

/** Replaces one part of BENCHMARK.md, and writes below its heading when and where it was measured. */
export function writePart(name: string, text: string): void {
  const report = readFileSync(FILE, "utf8");
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const [from, to] = [report.indexOf(begin), report.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`BENCHMARK.md has no part between ${begin} and ${end}.`);
  const [heading, ...rest] = text.split("\n");
  const part = [begin, "", heading, "", describeMeasurement(), ...rest, "", ""].join("\n");
  writeFileSync(FILE, report.slice(0, from) + part + report.slice(to));
}

function describeMeasurement(): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown CPU"}, ${process.platform} ${process.arch}`;
  return `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine}, Node ${process.versions.node}.`;
}
