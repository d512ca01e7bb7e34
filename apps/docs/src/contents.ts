/** A heading of a page, for its "on this page" list. */
export interface Heading {
  level: number;
  id: string;
  html: string;
}

/** The second- and third-level headings of a page's HTML that have an id. */
export function readHeadings(html: string): Heading[] {
  return [...html.matchAll(/<h([23])\b[^>]*\bid="([^"]+)"[^>]*>(.*?)<\/h\1>/gs)].map(
    ([, level, id = "", inner = ""]) => ({
      level: Number(level),
      id,
      html: inner.replace(/<a\b[^>]*class="anchor".*?<\/a>/gs, "").replace(/<\/?a\b[^>]*>/g, ""),
    }),
  );
}

/** The "on this page" list, or nothing for a page with fewer than two headings. */
export function renderContents(html: string): string {
  const headings = readHeadings(html);
  if (headings.length < 2) return "";
  const items = headings.map(
    ({ level, id, html }) => `<li class="level-${level}"><a href="#${id}">${html}</a></li>`,
  );
  return `<nav class="contents" aria-label="On this page"><p class="nav-title">On this page</p><ul>${items.join("")}</ul></nav>`;
}
