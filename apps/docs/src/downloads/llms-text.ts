import { contract } from "../contract/contract.ts";
import type { Section } from "../navigation.ts";
import { markdownPath } from "../page.ts";
import type { Download } from "./files.ts";

/** The site's contents for language models, in the form of llmstxt.org. */
export function llmsText(sections: Section[], downloads: Download[]): string {
  const groups = sections.map(({ title, pages }) =>
    [
      `## ${title}`,
      "",
      ...pages.map((page) => `- [${page.title}](${markdownPath(page)}): ${page.description}`),
    ].join("\n"),
  );
  const files = downloads.map(({ path, description }) => `- [${path}](${path}): ${description}`);
  return [
    `# ${contract.info.title}`,
    `> ${contract.info.summary} Unofficial.`,
    ...groups,
    ["## Files", "", ...files].join("\n"),
    "",
  ].join("\n\n");
}
