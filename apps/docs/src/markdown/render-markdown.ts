import MarkdownIt from "markdown-it";
import anchor from "markdown-it-anchor";
import { renderFence } from "./fences.ts";
import { renderMarks } from "./marks.ts";
import { identifyRows, renderTables } from "./tables.ts";

const markdown = new MarkdownIt({ html: true })
  .use(anchor, {
    level: [2, 3, 4, 5, 6],
    slugify,
    permalink: anchor.permalink.linkInsideHeader({
      class: "anchor",
      symbol: "#",
      placement: "after",
      renderAttrs: () => ({ "aria-label": "Link to this section" }),
    }),
  })
  .use(renderFence)
  .use(renderTables)
  .use(identifyRows)
  .use(renderMarks);

/** Markdown as the site's HTML: headings and table rows with anchors, highlighted code, tabs and evidence marks. */
export function renderMarkdown(source: string): string {
  return markdown.render(source);
}

/** A heading's anchor. */
export function slugify(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\w]+/g, "-")
    .replace(/^-|-$/g, "");
}
