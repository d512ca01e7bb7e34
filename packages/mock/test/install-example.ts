import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export const PACKAGE = join(import.meta.dirname, "..");
export const ROOT = join(PACKAGE, "../..");

/** The file in an example's folder that has the process id of its mock. */
const PID_FILE = "mock.pid";

/** The environment of a project outside this repository. */
export const env = {
  ...process.env,
  NO_COLOR: "1",
  CI: "",
  PATH: `${join(ROOT, "node_modules/.bin")}:${process.env["PATH"]}`,
};

export const execute = promisify(execFile);

/** Builds the package, if it is not built. */
export async function ensureBuilt(): Promise<void> {
  if (existsSync(join(PACKAGE, "dist/main.js"))) return;
  await execute(join(ROOT, "node_modules/.bin/tsc"), ["-p", "tsconfig.build.json"], { cwd: PACKAGE });
  await execute(process.execPath, ["build/main.ts"], { cwd: PACKAGE });
}

/**
 * Creates a project of its own that has the example's files, the mock, its command and other packages.
 *
 * @param packages Folders of packages by their names.
 */
export async function installExample(
  example: string,
  packages: Record<string, string> = {},
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "example-"));
  await cp(join(PACKAGE, "examples", example), folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  for (const [name, target] of Object.entries({ "@dreambooth-sandbox/mock": PACKAGE, ...packages })) {
    await mkdir(join(folder, "node_modules", name, ".."), { recursive: true });
    await symlink(target, join(folder, "node_modules", name));
  }
  await mkdir(join(folder, "node_modules/.bin"));
  const command = `#!/bin/sh\necho $$ >"${folder}/${PID_FILE}"\nexec "${process.execPath}" "${join(PACKAGE, "dist/main.js")}" "$@"\n`;
  await writeFile(join(folder, "node_modules/.bin/dreambooth-sandbox-mock"), command, { mode: 0o755 });
  return folder;
}

/** Copies a test file three times, so that four workers have something to do. Returns the names of all four files. */
export async function copyForWorkers(folder: string, file: string): Promise<string[]> {
  const dot = file.indexOf(".");
  const name = file.slice(0, dot);
  const text = await readFile(join(folder, file), "utf8");
  const copies = [2, 3, 4].map((copy) => `${name}_${copy}`);
  // A class in Java is named like its file.
  for (const copy of copies)
    await writeFile(
      join(folder, copy + file.slice(dot)),
      text.replaceAll(`class ${name} `, `class ${copy} `),
    );
  return [name, ...copies].map((each) => each + file.slice(dot));
}

/** Whether the mock that the example started still runs. */
export async function isMockRunning(folder: string): Promise<boolean> {
  const id = Number(await readFile(join(folder, PID_FILE), "utf8"));
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
