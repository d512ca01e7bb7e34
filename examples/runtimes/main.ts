import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { createMock } from "@dreambooth-sandbox/mock";
import { CHROMIUM } from "./hosts/chromium.ts";
import { canRestrictRoutes } from "./hosts/command.ts";
import type { Runtime, Site } from "./hosts/runtime.ts";
import { installPackedClient, installRuntime } from "./install.ts";
import { cases, runMatrix } from "./matrix.ts";
import { runtimes } from "./runtimes.ts";
import { createCertificates } from "./servers/certificates.ts";
import { type Column, formatTable, isPublished, publish } from "./table.ts";

/** A training's half hour in about two seconds. */
const SPEED = 1000;
/** How many runtimes run at the same time: most of the time they wait for timeouts. */
const AT_ONCE = 3;

const { values: options } = parseArgs({
  options: {
    /** Writes the table into the client's README. */
    write: { type: "boolean", default: false },
    /** Tests only the runtimes whose name begins with this. */
    only: { type: "string", default: "" },
  },
});
const selected = runtimes.filter(({ name }) => name.startsWith(options.only));
if (selected.length === 0) throw new TypeError(`No runtime's name begins with "${options.only}".`);

const failures: string[] = [];
let passed = 0;
function report(name: string, failure?: string): void {
  if (failure === undefined) passed++;
  else failures.push(`${name}: ${failure}`);
}

/** A runtime that is missing fails in CI, and is skipped elsewhere. */
function reportMissing(what: string): void {
  if (process.env.CI) report(what, "is missing");
  else console.log(`skipped  ${what}`);
}

async function train(runtime: Runtime, binary: string, site: Site): Promise<string | undefined> {
  const input = { baseUrl: url, speed: SPEED, allowsBrowser: runtime.family === "browser" };
  const { status } = (await runtime.call(binary, site, "train", input)) as { status?: unknown };
  return status === "model_ready" ? undefined : `expected the status model_ready, got ${String(status)}`;
}

async function testRuntime(runtime: Runtime): Promise<Column | undefined> {
  const { name } = runtime;
  const binary = await installRuntime(runtime);
  if (binary === undefined) {
    reportMissing(`${name}: ${runtime.package ?? CHROMIUM}`);
    return undefined;
  }
  try {
    report(`${name}, one training`, await train(runtime, binary, site));
    const results = await runMatrix(runtime, binary, site, certificates, hasRoutes);
    for (const { case: each, failure } of results)
      report([name, each.row, each.variant].filter(Boolean).join(", "), failure);
    console.log(`finished ${name}`);
    return { name, results };
  } catch (error) {
    report(name, String(error));
    return undefined;
  }
}

/** Tests runtimes `AT_ONCE` at a time, in the order of the list. */
async function testAll(): Promise<Column[]> {
  const columns: (Column | undefined)[] = [];
  const waiting = [...selected.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      columns[next[0]] = await testRuntime(next[1]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return columns.filter((column) => column !== undefined);
}

/** Without networks of its own, a machine compares the table without their rows. */
async function compareTable(columns: readonly Column[]): Promise<void> {
  const tested = cases.filter(({ restriction }) => hasRoutes || restriction !== "no route");
  const rows = [...new Set(tested.map(({ row }) => row))];
  const table = formatTable(rows, columns);
  console.log(`\n${table}\n`);
  if (columns.length < runtimes.length) return;
  if (options.write && hasRoutes) await publish(table);
  const isSame = await isPublished(table, rows);
  report("the table in packages/client/README.md", isSame ? undefined : "differs: run node main.ts --write");
}

await using mock = await createMock({ speed: SPEED });
const { url } = await mock.listen();
const folder = await installPackedClient();
const certificateFolder = join(folder, "certificates");
await mkdir(certificateFolder);
const certificates = await createCertificates(certificateFolder);
const site: Site = { folder, authorityFile: certificates.authorityFile };
const hasRoutes = await canRestrictRoutes();
if (!hasRoutes) console.log("skipped  networks without routes: user namespaces are not allowed");
try {
  await compareTable(await testAll());
  for (const failure of failures) console.log(`failed   ${failure}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  if (failures.length > 0) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true });
}
