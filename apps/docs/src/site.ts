import { apiPages } from "./api/pages.ts";
import { endpoints, webhooks } from "./contract/operations.ts";
import type { Download } from "./downloads/files.ts";
import { downloadsPage } from "./downloads/page.ts";
import { guidePages } from "./guides/guides.ts";
import { logViewerPage } from "./log-viewer/page.ts";
import type { Section } from "./navigation.ts";
import { redocPage } from "./redoc/page.ts";
import { operationPage } from "./reference/operation-page.ts";
import { overviewPage } from "./reference/overview-page.ts";
import { tryItPage } from "./try-it/page.ts";

/** Every page of the site, in the order of the navigation. */
export async function readSections(downloads: Download[]): Promise<Section[]> {
  return [
    {
      title: "Reference",
      pages: [overviewPage(), ...[...endpoints, ...webhooks].map(operationPage), await redocPage()],
    },
    { title: "Guides", pages: guidePages() },
    { title: "Client API", pages: await apiPages() },
    { title: "Tools", pages: [tryItPage(), logViewerPage(), downloadsPage(downloads)] },
  ];
}
