import { posix } from "node:path";

/** Makes links that start at the site's root (`/guides/webhooks.html`) relative to the page that holds them. */
export function relativeLinks(html: string, pagePath: string): string {
  return html.replace(
    /(\s(?:href|src)=")(\/[^/"#?][^"#?]*)/g,
    (_, attribute: string, target: string) => attribute + relativeTo(pagePath, target),
  );
}

/** The same for Markdown, whose links lead to the Markdown of other pages. */
export function relativeMarkdownLinks(markdown: string, pagePath: string): string {
  return markdown.replace(
    /(\]\()(\/[^/)#?][^)#?]*)/g,
    (_, opening: string, target: string) => opening + relativeTo(pagePath, target.replace(/\.html$/, ".md")),
  );
}

function relativeTo(pagePath: string, target: string): string {
  return posix.relative(posix.dirname(`/${pagePath}`), target);
}
