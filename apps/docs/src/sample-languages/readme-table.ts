import { renderTable } from "../../../../scripts/readme-tables/markdown-table.ts";
import { SAMPLE_LANGUAGES } from "./registry.ts";

const TABLE = /(?<=<!-- languages: written by `pnpm generate` -->\n).*?(?=<!-- end of languages -->)/s;

/** Returns the README of the code samples with the table of the registered languages between its markers. */
export function updateLanguageTable(readme: string): string {
  if (!TABLE.test(readme))
    throw new Error("openapi/code-samples/README.md has no markers of the language table.");
  const rows = SAMPLE_LANGUAGES.map(({ extension, description, needs, programs: [program] }) => [
    `\`.${extension}\``,
    description,
    needs,
    `\`${program} createTraining.${extension}\``,
  ]);
  return readme.replace(TABLE, () => renderTable(["extension", "language", "needs", "run it with"], rows));
}
