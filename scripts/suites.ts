import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** A package that has tests. */
export interface Suite {
  name: string;
  path: string;
}

export interface SuiteRun {
  passed: boolean;
  seconds: number;
  /** What the run printed. Written only if it failed. */
  logFile: string;
}

/** Returns the packages with a `test` script: those that are named, or all. Throws if a name is of none. */
export async function findSuites(names: string[]): Promise<Suite[]> {
  const { stdout } = await execute("pnpm", ["list", "--recursive", "--depth", "-1", "--json"]);
  const packages: Suite[] = JSON.parse(stdout);
  // The root's `test` is `npm test` itself.
  const members = packages.filter(({ path }) => path !== process.cwd());
  const tested = await Promise.all(members.map(hasTests));
  const suites = members.filter((_, index) => tested[index]);
  if (names.length === 0) return suites;
  return names.map((name) => findSuite(suites, name));
}

async function hasTests({ path }: Suite): Promise<boolean> {
  const { scripts } = JSON.parse(await readFile(join(path, "package.json"), "utf8"));
  return scripts?.test !== undefined;
}

function findSuite(suites: Suite[], name: string): Suite {
  const suite = suites.find((each) => each.name === name || each.path.endsWith(`/${name}`));
  if (suite !== undefined) return suite;
  throw new TypeError(
    `"${name}" is not a package with tests. Use one of ${suites.map((s) => s.name).join(", ")}`,
  );
}

/** Runs a package's tests, with this seed for the properties. */
export async function runSuite({ name, path }: Suite, seed: number): Promise<SuiteRun> {
  const started = performance.now();
  const env = { ...process.env, FC_SEED: String(seed) };
  const logFile = join(".artifacts/flakes", `${name.replaceAll("/", "-")}-${seed}.log`);
  const failure = await execute("pnpm", ["run", "test"], { cwd: path, env, maxBuffer: Infinity }).then(
    () => undefined,
    (error: { stdout?: string; stderr?: string }) => error,
  );
  if (failure !== undefined) {
    await mkdir(".artifacts/flakes", { recursive: true });
    await writeFile(logFile, `${failure.stdout}${failure.stderr}`);
  }
  return {
    passed: failure === undefined,
    seconds: Math.round((performance.now() - started) / 1000),
    logFile,
  };
}
