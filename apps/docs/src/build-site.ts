import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleAssets } from "./bundle.ts";
import { clearDist, writeDist } from "./dist.ts";
import { readDownloads } from "./downloads/files.ts";
import { llmsText } from "./downloads/llms-text.ts";
import { renderPage } from "./layout.ts";
import { relativeMarkdownLinks } from "./links.ts";
import { markdownPath } from "./page.ts";
import { searchEntries } from "./search-index.ts";
import { readSections } from "./site.ts";

/** The picture of the command's live view, which a test of the command makes. */
const LIVE_VIEW = join(import.meta.dirname, "../../../packages/cli/assets/live-view.svg");

/** Builds the whole site into `dist`. */
export async function buildSite(): Promise<void> {
  await clearDist();
  const downloads = await readDownloads();
  const sections = await readSections(downloads);
  const pages = sections.flatMap((section) => section.pages);
  const assets = await bundleAssets(
    ["assets/site.ts", ...pages.flatMap(({ script }) => script ?? [])],
    ["assets/site.css", ...pages.flatMap(({ style }) => style ?? [])],
  );
  await writeDist("assets/icon.svg", await readFile(join(import.meta.dirname, "assets/icon.svg")));
  await writeDist("assets/live-view.svg", await readFile(LIVE_VIEW));
  await writeDist("assets/search.json", JSON.stringify(searchEntries(pages)));
  await writeDist("llms.txt", llmsText(sections, downloads));
  for (const { path, content } of downloads) await writeDist(path, content);
  for (const page of pages) {
    await writeDist(page.path, renderPage(page, sections, assets));
    await writeDist(
      markdownPath(page),
      `# ${page.title}\n\n${relativeMarkdownLinks(page.markdown, page.path)}\n`,
    );
  }
}
