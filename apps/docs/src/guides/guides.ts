import { readFileSync } from "node:fs";
import { join } from "node:path";
import { markdownPage, type Page } from "../page.ts";
import { expandDirectives } from "./directives.ts";

const GUIDES = ["quickstart", "waiting", "errors", "webhooks", "fleet", "tracing", "testing", "provenance"];

/** The guides, in the order of the navigation. */
export function guidePages(): Page[] {
  return GUIDES.map(guidePage);
}

/** A guide starts with its title and a sentence on what it is about. */
function guidePage(name: string): Page {
  const source = readFileSync(join(import.meta.dirname, `${name}.md`), "utf8");
  const [heading = "", lead = "", ...text] = source.split("\n\n");
  const description = lead.replaceAll("\n", " ");
  return markdownPage({
    path: `guides/${name}.html`,
    title: heading.replace("# ", ""),
    description,
    markdown: `<p class="lead">${description}</p>\n\n${expandDirectives(text.join("\n\n"))}`,
  });
}
