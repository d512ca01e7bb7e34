import { gzipSync } from "node:zlib";
import { renderTable } from "../../../../scripts/readme-tables/markdown-table.ts";
import { markdownPage, type Page } from "../page.ts";
import type { Download } from "./files.ts";

/** The page that lists the downloads. */
export function downloadsPage(downloads: Download[]): Page {
  const rows = downloads.map(({ path, description, content }) => [
    `[${path}](/${path})`,
    description,
    sizeOf(content),
  ]);
  return markdownPage({
    path: "downloads.html",
    title: "Downloads",
    description: "The contract for other tools, a Postman collection, and this site as text.",
    markdown: [
      '<p class="lead">The contract for other tools, and this site as text. All are made from the contract when the site is built.</p>',
      renderTable(["File", "What it is for", "Size"], rows),
      "## This site as text",
      "Each page is there as Markdown too: put `.md` in the place of `.html`. [llms.txt](/llms.txt) lists them all, with what each is about.",
    ].join("\n\n"),
  });
}

function sizeOf(content: string): string {
  return `${(gzipSync(content).length / 1000).toFixed(1)} kB`;
}
