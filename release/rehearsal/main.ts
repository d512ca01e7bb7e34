/**
 * `pnpm rehearse`: a release to a registry on this machine, and its users. Turns the changesets into versions, builds,
 * packs, searches for secrets and publishes, then installs the packages in empty folders with empty home folders, and runs a training from
 * create to ready with each kind of tool. Prints one line per case. Fails if one case fails.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createMock } from "@dreambooth-sandbox/mock";
import { listCases } from "./cases.ts";
import { packRelease, publishRelease, unpackRelease } from "./publish-release.ts";
import { startRegistry } from "./registry.ts";
import { run } from "./run.ts";
import { runCase } from "./run-case.ts";
import { scanSecrets } from "./scan-secrets.ts";
import { installTools } from "./tools.ts";

/** So fast that a training is ready when it is polled for the first time. */
const SPEED = 1_000_000;

const { values } = parseArgs({ options: { only: { type: "string" } } });
const repository = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = await mkdtemp(join(tmpdir(), "dreambooth-sandbox-rehearsal-"));
const { stdout: upstream } = await run("npm", ["config", "get", "registry"], { cwd: folder });
const registry = await startRegistry(join(folder, "registry"), upstream.trim());
await using mock = await createMock({ speed: SPEED });
let failures = 0;
try {
  const release = await packRelease(repository, folder, registry.url);
  await scanSecrets(join(folder, "scan"), [release.copy, await unpackRelease(release)], registry.url);
  console.log("passed  no secrets in the repository and the tarballs");
  await publishRelease(release);
  const published = release.packages.map(({ name, version }) => `${name}@${version}`);
  console.log(`passed  published ${published.join(", ")}`);
  const cases = listCases().filter(({ name }) => name.includes(values.only ?? ""));
  const nodeVersions = new Set(cases.map(({ node }) => node));
  const tools = await installTools(join(folder, "tools"), nodeVersions, registry.url);
  const { url: baseUrl } = await mock.listen();
  for (const each of cases) {
    const started = performance.now();
    const problem = await runCase(each, { folder, registry: registry.url, tools, baseUrl });
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`${problem === undefined ? "passed" : "FAILED"}  ${each.name} (${seconds} s)`);
    if (problem === undefined) continue;
    failures += 1;
    console.log(problem.replaceAll(/^/gm, "    "));
  }
} finally {
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
}
if (failures > 0) {
  console.log(`${failures} cases failed`);
  process.exitCode = 1;
}
