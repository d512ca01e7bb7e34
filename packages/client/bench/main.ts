import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { reportMany } from "./many.bench.ts";
import { reportOverhead } from "./overhead-report.ts";
import { reportPolling } from "./polling-report.ts";

const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown CPU"}, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
// First, while the process is small: it measures memory.
const many = await reportMany();
const report = `# Benchmark

Written by \`pnpm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}. Compare ratios, not times.

${reportPolling()}
${await reportOverhead()}
${many}
`;

writeFileSync(new URL("../BENCHMARK.md", import.meta.url), report);
console.log(report);
