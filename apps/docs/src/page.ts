import { renderMarkdown } from "./markdown/render-markdown.ts";

/** One page of the site. `layout.ts` puts title, navigation, contents and footer around it. */
export interface Page {
  /** Where it is written below `dist`, such as `guides/webhooks.html`. */
  path: string;
  title: string;
  /** One sentence, for search engines, `llms.txt` and link previews. */
  description: string;
  /**
   * The HTML inside `<main>`, after the page's heading. Links and sources start with `/`, which is the site's root;
   * `layout.ts` makes them relative, so that the site works below any base path.
   */
  body: string;
  /** The same as Markdown, without the title, written beside the page as `.md`. */
  markdown: string;
  /** Browser entry below `src`, such as `try-it/main.ts`: bundled by esbuild and loaded as a deferred module. */
  script?: string;
  /** Stylesheet below `src`, such as `try-it/try-it.css`, loaded by this page only. */
  style?: string;
  /** `<meta>` elements for the page's script, by name. */
  meta?: Record<string, string>;
  /** Text column only, or the whole width beside the navigation. */
  width?: "text" | "wide";
}

/** A page whose body is its Markdown. */
export function markdownPage(page: Omit<Page, "body">): Page {
  return { ...page, body: renderMarkdown(page.markdown) };
}

/** The path of a page's Markdown twin. */
export function markdownPath(page: Page): string {
  return page.path.replace(/\.html$/, ".md");
}
