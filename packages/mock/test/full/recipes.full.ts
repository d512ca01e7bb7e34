import { spawnSync } from "node:child_process";
import { access, cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import {
  copyForWorkers,
  ensureBuilt,
  env,
  execute,
  installExample,
  isMockRunning,
  PACKAGE,
} from "../install-example.ts";

/** Not a dependency: its 200 packages would slow down every installation of this repository. */
const JEST = "jest@30.5.2";
const PYTHON = "/usr/bin/python3";
const JARS = "/usr/share/java";
/** Debian's JUnit, and what its console needs. */
const JUNIT = [
  "junit-jupiter-api",
  "junit-jupiter-engine",
  "junit-platform-commons",
  "junit-platform-engine",
  "junit-platform-launcher",
  "junit-platform-console",
  "junit-platform-reporting",
  "opentest4j",
  "opentest4j-reporting-events",
  "apiguardian-api",
  "picocli",
].map((name) => join(JARS, `${name}.jar`));
const isCi = process.env["CI"] === "true";

beforeAll(ensureBuilt);

function isInstalled(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

/** Installs Jest from npm, once for this checkout. Returns its folder. */
async function installJest(): Promise<string> {
  const folder = join(PACKAGE, "node_modules/.cache/jest", JEST);
  const modules = join(folder, "node_modules");
  const isThere = await access(join(modules, "jest")).then(
    () => true,
    () => false,
  );
  if (isThere) return modules;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true }');
  const install = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", JEST];
  await execute("npm", install, { cwd: folder });
  return modules;
}

test("the Jest recipe passes with four workers", async () => {
  const modules = await installJest();
  const folder = await installExample("jest");
  await copyForWorkers(folder, "training.test.cjs");
  const { stderr } = await execute(process.execPath, [join(modules, "jest/bin/jest.js")], {
    cwd: folder,
    env,
  });
  expect(stderr).toMatch(/Tests:\s+12 passed, 12 total/);
});

test("the pytest recipe passes with four workers", async ({ skip }) => {
  skip(!isCi && !isInstalled(PYTHON, "-c", "import pytest, xdist"), "Debian's pytest is not installed here");
  const folder = await installExample("pytest");
  await copyForWorkers(folder, "test_training.py");
  const { stdout } = await execute(PYTHON, ["-m", "pytest"], { cwd: folder, env });
  expect(stdout).toMatch(/gw3/);
  expect(stdout).toMatch(/12 passed/);
  expect(await isMockRunning(folder)).toBe(false);
});

test("the JUnit recipe passes with four threads", async ({ skip }) => {
  const isMissing = !isInstalled("javac", "--version") || !isInstalled("test", "-e", JUNIT[0] ?? "");
  skip(!isCi && isMissing, "Debian's JUnit is not installed here");
  const folder = await installExample("junit");
  const jars = JUNIT.join(":");
  const tests = await copyForWorkers(folder, "TrainingTest.java");
  await execute("javac", ["-cp", jars, "-d", "classes", "SandboxExtension.java", ...tests], { cwd: folder });
  await cp(join(folder, "junit-platform.properties"), join(folder, "classes/junit-platform.properties"));
  const launcher = ["-cp", `classes:${jars}`, "org.junit.platform.console.ConsoleLauncher"];
  const { stdout } = await execute(
    "java",
    [...launcher, "--scan-classpath", "classes", "--include-classname", ".*"],
    { cwd: folder, env },
  );
  expect(stdout).toMatch(/12 tests successful/);
  expect(stdout).toMatch(/0 tests failed/);
  expect(await isMockRunning(folder)).toBe(false);
});
