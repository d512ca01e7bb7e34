import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Case } from "./cases.ts";
import { READY_STATUS, type Consumer } from "./consumers.ts";
import { readExample } from "./read-example.mjs";
import { run, type RunResult } from "./run.ts";
import type { Tools } from "./tools.ts";

export interface Surroundings {
  /** Where the empty folders are made. */
  folder: string;
  registry: string;
  tools: Tools;
  /** The address of the mock. */
  baseUrl: string;
}

/**
 * Installs a project in an empty folder with an empty home folder, and runs its commands.
 *
 * @returns what went wrong, or `undefined`.
 */
export async function runCase(
  { consumer, manager, node }: Case,
  { folder, registry, tools, baseUrl }: Surroundings,
): Promise<string | undefined> {
  const { folder: template = consumer.name } = consumer;
  const cwd = await mkdtemp(join(folder, `${template}-`));
  const home = await mkdtemp(join(folder, "home-"));
  const consumers = join(dirname(fileURLToPath(import.meta.url)), "consumers");
  await cp(join(consumers, template), cwd, { recursive: true });
  if (consumer.devDependencies !== undefined) await addDevDependencies(cwd, consumer.devDependencies);
  await manager.configure(cwd, registry);
  const env = {
    PATH: [tools.findNodeFolder(node), ...tools.managerFolders, "/usr/bin", "/bin"].join(":"),
    HOME: home,
    DREAMBOOTH_SANDBOX_API_KEY: "rehearsal",
    DREAMBOOTH_SANDBOX_BASE_URL: baseUrl,
    NEXT_TELEMETRY_DISABLED: "1",
    READY_STATUS,
    STEP_LOG: readExample("getTrainingStatus", READY_STATUS).value.data,
  };
  try {
    const installed = await run(manager.command, manager.install, { cwd, env });
    const warnings = findWarnings(installed, consumer);
    if (warnings.length > 0) return `The installation warns:\n${warnings.join("\n")}`;
    let last: RunResult = { stdout: "", stderr: "" };
    for (const [command = "", ...args] of consumer.commands) last = await run(command, args, { cwd, env });
    const output = `${last.stdout}${last.stderr}`;
    return output.includes(consumer.prints) ? undefined : `"${consumer.prints}" was not printed:\n${output}`;
  } catch (error) {
    return (error as Error).message;
  }
}

async function addDevDependencies(folder: string, devDependencies: object): Promise<void> {
  const file = join(folder, "package.json");
  const manifest = JSON.parse(await readFile(file, "utf8")) as object;
  await writeFile(file, JSON.stringify({ ...manifest, devDependencies }));
}

/** Returns the lines that warn: all of them, or those that name one of our packages. */
function findWarnings({ stdout, stderr }: RunResult, { isOurs }: Consumer): string[] {
  return `${stdout}\n${stderr}`
    .split("\n")
    .filter((line) => /\bwarn|ignored build scripts|deprecated/i.test(line))
    .filter((line) => isOurs || line.includes("dreambooth-sandbox"));
}
