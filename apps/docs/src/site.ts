import { logViewerPage } from "./log-viewer/page.ts";
import type { Section } from "./navigation.ts";
import { tryItPage } from "./try-it/page.ts";

/** Every page of the site, in the order of the navigation. */
export async function readSections(): Promise<Section[]> {
  return [{ title: "Tools", pages: [tryItPage(), logViewerPage()] }];
}
