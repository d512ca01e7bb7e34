import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "../../support/run-command.ts";
import type { CommandResult } from "../../support/run-command.ts";

/** A copy of the working tree, installed, in a temporary folder. */
export interface CopiedTree extends Disposable {
  readonly root: string;
  read(file: string): string;
  write(file: string, text: string): void;
  /** Returns the copied files that differ from the original's. */
  listChangedFiles(): string[];
  /** Runs a command of the root's `node_modules/.bin`, or `node`, in a folder of the copy. */
  run(folder: string, command: string, ...args: string[]): Promise<CommandResult>;
  /** Runs pnpm in the root, in the version that package.json names. */
  pnpm(...args: string[]): Promise<CommandResult>;
}

const original = fileURLToPath(new URL("../../../../", import.meta.url));
const { packageManager } = JSON.parse(readFileSync(join(original, "package.json"), "utf8")) as {
  packageManager: string;
};

/** Without these, pnpm would find the copy out of date and install into the original's store of packages. */
const NO_INSTALL = { PNPM_CONFIG_VERIFY_DEPS_BEFORE_RUN: "false" };

/** Copies every file that git tracks or would track, and the links to installed packages. */
export function copyTree(): CopiedTree {
  const root = mkdtempSync(join(tmpdir(), "changed-contract-"));
  const files = listFiles();
  for (const file of files) cpSync(join(original, file), join(root, file), { verbatimSymlinks: true });
  for (const folder of ["", ...listPackageFolders()]) linkModules(folder, root);

  const env = { ...NO_INSTALL, PATH: `${join(root, "node_modules/.bin")}:${process.env["PATH"]}` };
  const run = (folder: string, command: string, ...args: string[]): Promise<CommandResult> =>
    runCommand(command, args, { folder: join(root, folder), env });
  const isChanged = (file: string): boolean =>
    !readFileSync(join(root, file)).equals(readFileSync(join(original, file)));
  return {
    root,
    listChangedFiles: () => files.filter(isChanged),
    read: (file) => readFileSync(join(root, file), "utf8"),
    write: (file, text) => {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    },
    run,
    pnpm: (...args) => run("", "npx", "-y", "--prefer-offline", packageManager, ...args),
    [Symbol.dispose]: () => rmSync(root, { recursive: true }),
  };
}

function listFiles(): string[] {
  const list = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  return execFileSync("git", list, { cwd: original, encoding: "utf8" })
    .split("\0")
    .filter((file) => file !== "" && existsSync(join(original, file)));
}

/** Returns the folders of the workspace's packages: those with a package.json and links to installed packages. */
function listPackageFolders(): string[] {
  return listFiles()
    .filter((file) => file.endsWith("/package.json"))
    .map((file) => dirname(file))
    .filter((folder) => existsSync(join(original, folder, "node_modules")));
}

/**
 * Links what a folder's `node_modules` links to. Links between packages of the workspace are relative, so they lead to
 * the copy; links into the root's store of packages lead through the copy's link to that store.
 */
function linkModules(folder: string, root: string): void {
  const source = join(original, folder, "node_modules");
  const target = join(root, folder, "node_modules");
  mkdirSync(target);
  for (const name of readdirSync(source)) linkModule(join(source, name), join(target, name));
}

function linkModule(source: string, target: string): void {
  const name = source.slice(dirname(source).length + 1);
  if (lstatSync(source).isSymbolicLink()) return symlinkSync(readlinkSync(source), target);
  if (name === ".pnpm") return symlinkSync(source, target);
  if (name === ".bin") return cpSync(source, target, { recursive: true, verbatimSymlinks: true });
  // Other hidden entries are caches and notes of the package manager.
  if (name.startsWith(".") || !name.startsWith("@")) return undefined;
  mkdirSync(target);
  for (const inner of readdirSync(source)) linkModule(join(source, inner), join(target, inner));
  return undefined;
}
