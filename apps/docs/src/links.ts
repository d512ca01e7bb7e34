import { posix } from "node:path";

/** Makes links that start at the site's root (`/guides/webhooks.html`) relative to the page that holds them. */
export function relativeLinks(html: string, pagePath: string): string {
  const base = posix.dirname(`/${pagePath}`);
  return html.replace(
    /(\s(?:href|src)=")(\/[^/"#?][^"#?]*)/g,
    (_, attribute: string, target: string) => attribute + posix.relative(base, target),
  );
}
