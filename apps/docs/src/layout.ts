import type { Assets } from "./bundle.ts";
import { contract } from "./contract/contract.ts";
import { renderContents } from "./contents.ts";
import { escapeHtml } from "./escape.ts";
import { relativeLinks } from "./links.ts";
import { renderBreadcrumb, renderNavigation, renderNeighbours, type Section } from "./navigation.ts";
import { markdownPath, type Page } from "./page.ts";

const SITE = contract.info.title;

/** Runs before the first paint, so that a chosen colour mode does not flash. Redoc reads the same key. */
const COLOR_MODE = `try{const m=localStorage.getItem("redoc.colorMode");if(m==="light"||m==="dark")document.documentElement.classList.add(m)}catch{}`;

/** A page as a whole HTML document. */
export function renderPage(page: Page, sections: Section[], assets: Assets): string {
  return relativeLinks(
    `<!doctype html>
<html lang="en">
<head>
${renderHead(page, assets)}
</head>
<body class="${page.width ?? "text"}">
<a class="skip" href="#content">Skip to the content</a>
${renderHeader(page)}
<div class="columns">
${renderNavigation(sections, page)}
<main id="content" tabindex="-1">
${renderBreadcrumb(sections, page)}
<h1>${escapeHtml(page.title)}</h1>
${page.body}
${renderNeighbours(sections, page)}
${renderFooter(page)}
</main>
${page.width === "wide" ? "" : renderContents(page.body)}
</div>
</body>
</html>
`,
    page.path,
  );
}

function renderHead(page: Page, assets: Assets): string {
  const styles = ["assets/site.css", page.style].filter((style) => style !== undefined);
  const scripts = ["assets/site.ts", page.script].filter((script) => script !== undefined);
  const root = "../".repeat(page.path.split("/").length - 1);
  return `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="site-root" content="${root || "./"}">
${Object.entries(page.meta ?? {})
  .map(([name, content]) => `<meta name="${name}" content="${escapeHtml(content)}">`)
  .join("\n")}
<title>${escapeHtml(page.title === SITE ? SITE : `${page.title} · ${SITE}`)}</title>
<meta name="description" content="${escapeHtml(page.description)}">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="alternate" type="text/markdown" href="/${markdownPath(page)}">
<script>${COLOR_MODE}</script>
${styles.map((style) => `<style>${asset(assets.styles, style)}</style>`).join("\n")}
${scripts.map((script) => `<script type="module" src="/${asset(assets.scripts, script)}"></script>`).join("\n")}`;
}

function renderHeader(page: Page): string {
  return `<header class="bar">
<button class="icon-button menu-button" type="button" aria-expanded="false" aria-controls="nav" aria-label="Pages"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 4h12M2 8h12M2 12h12"/></svg></button>
<a class="brand" href="/index.html"${page.path === "index.html" ? ' aria-current="page"' : ""}><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 17 9 7l5 10M12 13l3-6 5 10"/></svg><span>Dreambooth Sandbox</span></a>
<button class="search-button" type="button" data-search><svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 4 4"/></svg><span>Search</span><kbd>/</kbd></button>
<button class="icon-button theme-button" type="button" aria-label="Switch between light and dark"><svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6"/><path d="M8 2v12a6 6 0 0 0 0-12" fill="currentColor"/></svg></button>
</header>`;
}

function renderFooter(page: Page): string {
  return `<footer><p>Unofficial. The service belongs to its vendor. · <a href="/${markdownPath(page)}">This page as Markdown</a> · <a href="/downloads.html">Downloads</a></p></footer>`;
}

function asset(built: ReadonlyMap<string, string>, source: string): string {
  const found = built.get(source);
  if (found === undefined) throw new Error(`No asset was built from src/${source}: is the path right?`);
  return found;
}
