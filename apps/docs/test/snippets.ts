import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const ROOT = join(import.meta.dirname, "../../..");
const DOCS = "apps/docs";

/** A code block of a guide or a README. */
export interface Snippet {
  /** The file and the line at which it starts. */
  where: string;
  language: string;
  code: string;
  /** The package in which it would be used: what that depends on can be imported. */
  folder: string;
}

/** The code blocks of all guides and READMEs in the given languages. */
export function readSnippets(...languages: string[]): Snippet[] {
  const files = [
    "README.md",
    `${DOCS}/src/guides/*.md`,
    "{packages,apps,examples}/*/README.md",
    "openapi/**/README.md",
  ];
  return globSync(files, { cwd: ROOT, exclude: ["**/node_modules"] })
    .toSorted()
    .flatMap(snippetsOf)
    .filter(({ language }) => languages.includes(language));
}

function snippetsOf(file: string): Snippet[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(/^```(\w+).*\n([\s\S]*?)^```$/gm)].map(
    ({ index, 1: language = "", 2: code = "" }) => ({
      where: `${relative(".", file)}:${text.slice(0, index).split("\n").length}`,
      language,
      code,
      folder: join(ROOT, file.startsWith("packages/") || file.startsWith("examples/") ? dirname(file) : DOCS),
    }),
  );
}
