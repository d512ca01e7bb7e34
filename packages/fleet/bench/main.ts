import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { findPostgres, startPostgres } from "../test/support/postgres-server.ts";
import { isSmall, openPostgresStore, withSqliteStore } from "./environment.ts";
import { measureKills } from "./kills.ts";
import { measureLatency } from "./latency.ts";
import { measureLimit } from "./limit.ts";
import { measureRequests } from "./requests.ts";
import { renderRows } from "./row.ts";
import type { Row } from "./row.ts";

const programs = findPostgres();
if (programs === undefined) throw new Error("PostgreSQL is not installed (Debian: postgresql).");
const server = await startPostgres(programs);
const rows: Row[] = [];

async function add(measuring: Promise<Row | Row[]>): Promise<void> {
  for (const row of [await measuring].flat()) {
    rows.push(row);
    console.log(`${row.what}: ${row.measured} (bar: ${row.bar})`);
  }
}

try {
  await add(measureLatency("PostgreSQL", openPostgresStore(server)));
  await add(withSqliteStore((shared) => measureLatency("SQLite", shared)));
  await add(measureLimit("PostgreSQL", openPostgresStore(server)));
  await add(withSqliteStore((shared) => measureLimit("SQLite", shared)));
  await add(measureRequests());
  await add(measureKills(server));
} finally {
  await server.remove();
}

const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown CPU"}, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
const report = `# Benchmark

Written by \`pnpm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}. The service is a server in the process that
measures, on the same machine as the workers and the database.

${renderRows(rows)}
`;
if (isSmall) console.log(report);
else writeFileSync(new URL("../BENCHMARK.md", import.meta.url), report);
