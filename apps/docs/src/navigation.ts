import { escapeHtml } from "./escape.ts";
import type { Page } from "./page.ts";

/** A group of the navigation, in the order of the pages. */
export interface Section {
  title: string;
  pages: Page[];
}

/** The list of all pages, with the current one marked. */
export function renderNavigation(sections: Section[], current: Page): string {
  const groups = sections.map(
    ({ title, pages }) =>
      `<p class="nav-title">${escapeHtml(title)}</p><ul>${pages.map((page) => navigationItem(page, page === current)).join("")}</ul>`,
  );
  return `<nav class="nav" id="nav" aria-label="Pages">${groups.join("")}</nav>`;
}

/** Where a page is; nothing for the first one. */
export function renderBreadcrumb(sections: Section[], current: Page): string {
  const [home] = sections[0]?.pages ?? [];
  const section = sections.find(({ pages }) => pages.includes(current));
  if (!home || !section || home === current) return "";
  return `<nav class="breadcrumb" aria-label="Breadcrumb"><a href="/${home.path}">${escapeHtml(home.title)}</a> <span aria-hidden="true">/</span> ${escapeHtml(section.title)}</nav>`;
}

/** Links to the neighbours of a page. */
export function renderNeighbours(sections: Section[], current: Page): string {
  const pages = sections.flatMap((section) => section.pages);
  const index = pages.indexOf(current);
  const link = (page: Page | undefined, rel: "prev" | "next", label: string) =>
    page
      ? `<a rel="${rel}" href="/${page.path}"><small>${label}</small>${escapeHtml(page.title)}</a>`
      : "<span></span>";
  return `<nav class="neighbours" aria-label="Previous and next page">${link(pages[index - 1], "prev", "Previous")}${link(pages[index + 1], "next", "Next")}</nav>`;
}

function navigationItem(page: Page, isCurrent: boolean): string {
  const current = isCurrent ? ' aria-current="page"' : "";
  return `<li><a href="/${page.path}"${current}>${escapeHtml(page.title)}</a></li>`;
}
