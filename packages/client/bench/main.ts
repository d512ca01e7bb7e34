import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { reportOverhead } from "./overhead-report.ts";
import { reportPolling } from "./polling-report.ts";

const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown CPU"}, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
const report = `# Benchmark

Written by \`pnpm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}. Compare ratios, not times.

${reportPolling()}
${await reportOverhead()}`;

writeFileSync(new URL("../BENCHMARK.md", import.meta.url), report);
console.log(report);
