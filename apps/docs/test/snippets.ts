import { readFileSync } from "node:fs";
import { globSync } from "node:fs";
import { join, relative } from "node:path";

const ROOT = join(import.meta.dirname, "../../..");

/** A code block of a guide or a README. */
export interface Snippet {
  /** The file and the line at which it starts. */
  where: string;
  language: string;
  code: string;
}

/** The code blocks of all guides and READMEs, by language. */
export function readSnippets(...languages: string[]): Snippet[] {
  const files = [
    "README.md",
    "apps/docs/src/guides/*.md",
    "{openapi,packages/*,apps/*,examples/*}/README.md",
    "openapi/*/README.md",
  ];
  return globSync(files, { cwd: ROOT })
    .toSorted()
    .flatMap((file) => snippetsOf(join(ROOT, file)))
    .filter(({ language }) => languages.includes(language));
}

function snippetsOf(file: string): Snippet[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/^```(\w+).*\n([\s\S]*?)^```$/gm)].map(
    ({ index, 1: language = "", 2: code = "" }) => ({
      where: `${relative(ROOT, file)}:${text.slice(0, index).split("\n").length}`,
      language,
      code,
    }),
  );
}
