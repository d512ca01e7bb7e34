import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readManifest } from "../published-packages.ts";
import { parseAddress, type Address } from "./address.ts";

/** The files that may contain the repository's address, apart from the manifests. */
const TEXTS = [
  "*.md",
  ".github/**/*.{md,yaml,yml}",
  "openapi/*.{md,yaml}",
  "packages/*/*.md",
  "packages/*/src/**/*.ts",
  "apps/*/*.md",
  "apps/*/src/**/*.{md,ts}",
  "examples/*.md",
  "examples/*/*.{md,mjs,ts}",
];

/** A file and its text. */
export interface TextFile {
  /** The file's path in the repository, with `/`. */
  file: string;
  text: string;
}

/** Returns the files that may contain the repository's address. Changelogs are history and stay as they are. */
export function readTexts(repository: string): TextFile[] {
  return globSync(TEXTS, { cwd: repository, exclude: ["**/node_modules/**", "**/CHANGELOG.md"] })
    .toSorted()
    .map((file) => ({
      file: file.replaceAll("\\", "/"),
      text: readFileSync(join(repository, file), "utf8"),
    }));
}

/** Returns the repository's address. The root's package.json is the one place that decides it. */
export function readAddress(repository: string): Address {
  const manifest = readManifest(join(repository, "package.json"));
  const { url } = (manifest["repository"] ?? {}) as { url?: string };
  if (url === undefined) throw new Error("package.json: `repository.url` is missing.");
  return parseAddress(url);
}
