import { readFileSync } from "node:fs";
import { join } from "node:path";
import { requireSuccess } from "../../support/run-command.ts";
import type { CommandResult } from "../../support/run-command.ts";
import type { CopiedTree } from "./copied-tree.ts";

/** A package that has both the client and the mock among its dependencies. */
const HOME = "packages/mock";
const FOLDER = "changed-contract";
const SOURCES = "--conditions=@dreambooth-sandbox/source";

/** Checks the types of a program in `programs/` against the sources of the copy. */
export function checkTypes(tree: CopiedTree, name: string): Promise<CommandResult> {
  copyProgram(tree, name);
  const configuration = { extends: "./tsconfig.json", include: [`${FOLDER}/${name}`] };
  tree.write(`${HOME}/tsconfig.${FOLDER}.json`, JSON.stringify(configuration));
  return tree.run(HOME, "tsc", "--project", `tsconfig.${FOLDER}.json`);
}

/** Runs a program in `programs/` with the sources of the copy, and returns the JSON that it prints. */
export async function runProgram(tree: CopiedTree, name: string, ...args: string[]): Promise<unknown> {
  copyProgram(tree, name);
  const result = await tree.run(HOME, "node", SOURCES, join(FOLDER, name), ...args);
  return JSON.parse(requireSuccess(result).stdout);
}

function copyProgram(tree: CopiedTree, name: string): void {
  const text = readFileSync(join(import.meta.dirname, "../programs", name), "utf8");
  tree.write(join(HOME, FOLDER, name), text);
}
