import { contract } from "../contract/contract.ts";
import { endpoints, webhooks, type Endpoint } from "../contract/operations.ts";
import { renderMarkdown } from "../markdown/render-markdown.ts";
import type { Page } from "../page.ts";
import { operationMarkdown } from "../reference/operation-page.ts";
import { writeRedoc } from "./bundle.ts";
import { overviewMarkdown } from "../reference/overview-page.ts";

/** The whole contract on one page: its text is in the HTML, and Redoc takes its place once it is loaded. */
export async function redocPage(): Promise<Page> {
  const { bundle, document } = await writeRedoc();
  const markdown = [overviewMarkdown(), ...[...endpoints, ...webhooks].map(operationText)].join("\n\n");
  return {
    path: "redoc.html",
    title: "Reference in Redoc",
    description: `Everything that the contract says, in Redoc. ${contract.info.summary}`,
    body: `<div id="redoc-text"><p><button class="button" type="button" data-redoc>Open in Redoc</button></p>${uniqueIds(renderMarkdown(markdown))}</div><div id="redoc"></div>`,
    markdown,
    meta: { "redoc-bundle": bundle, "redoc-document": document },
    script: "redoc/main.ts",
    style: "redoc/redoc.css",
    width: "wide",
  };
}

/** Without the samples, which Redoc brings, so that the page is painted at once. */
function operationText(endpoint: Endpoint): string {
  const { operation, page } = endpoint;
  return `# ${operation.summary}\n\n[On a page of its own](/${page})\n\n${operationMarkdown(endpoint, [])}`;
}

/** The operations' fields have the same names: numbers keep their anchors apart. */
function uniqueIds(html: string): string {
  const seen = new Map<string, number>();
  return html.replace(
    /<(h[1-4]|tr|title)\b([^>]*) id="([^"]+)"/g,
    (_, tag: string, attributes: string, id: string) => {
      const count = (seen.get(id) ?? 0) + 1;
      seen.set(id, count);
      return `<${tag}${attributes} id="${count === 1 ? id : `${id}-${count}`}"`;
    },
  );
}
