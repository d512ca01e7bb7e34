import type { Page } from "./page.ts";

/** A place that the search finds. */
export interface SearchEntry {
  /** Where it is, from the site's root. */
  url: string;
  /** The heading, field or value. */
  title: string;
  /** The title of its page. */
  page: string;
  text: string;
}

/** Every page, heading and table row with an anchor. */
export function searchEntries(pages: Page[]): SearchEntry[] {
  return pages.flatMap((page) => [
    { url: page.path, title: page.title, page: page.title, text: page.description },
    ...sections(page),
    ...rows(page),
  ]);
}

function sections({ path, title: page, body }: Page): SearchEntry[] {
  return [...body.matchAll(/<h([2-4])\b[^>]*\bid="([^"]+)"[^>]*>(.*?)<\/h\1>(.*?)(?=<h[2-4]\b|$)/gs)].map(
    ([, , id, heading = "", text = ""]) => ({
      url: `${path}#${id}`,
      title: toText(heading.replace(/<a class="anchor".*?<\/a>/gs, "")),
      page,
      text: toText(text.replace(/<tr id=.*?<\/tr>/gs, "").replace(/<pre.*?<\/pre>/gs, "")).slice(0, 600),
    }),
  );
}

function rows({ path, title: page, body }: Page): SearchEntry[] {
  return [...body.matchAll(/<tr(?:>\s*<td><a| )id="([^"]+)">(?:<\/a>|\s*<td>)(.*?)<\/td>(.*?)<\/tr>/gs)].map(
    ([, id, title = "", text = ""]) => ({
      url: `${path}#${id}`,
      title: toText(title),
      page,
      text: toText(text),
    }),
  );
}

function toText(html: string): string {
  return html
    .replace(/<[^>]+>/g, " ")
    .replace(
      /&(lt|gt|quot|amp|#39);/g,
      (_, name: string) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[name] ?? "'",
    )
    .replace(/\s+/g, " ")
    .trim();
}
