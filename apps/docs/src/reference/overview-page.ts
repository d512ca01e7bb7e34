import { contract } from "../contract/contract.ts";
import { lifeCycleMermaid } from "../contract/life-cycle.ts";
import { endpoints, linkOperations, webhooks } from "../contract/operations.ts";
import { renderTable } from "../../../../scripts/readme-tables/markdown-table.ts";
import { markdownPage, type Page } from "../page.ts";

/** The first page: what the contract says of the API as a whole, and where to read on. */
export function overviewPage(): Page {
  return markdownPage({
    path: "index.html",
    title: contract.info.title,
    description: contract.info.summary,
    markdown: overviewMarkdown(),
  });
}

/** The contract's description, one level deeper, with the operations and the life cycle. */
export function overviewMarkdown(): string {
  const description = contract.info.description.replace(/^(#+ )/gm, "#$1");
  const rows = [...endpoints, ...webhooks].map(({ operation, method, url, page }) => [
    `[${operation.summary}](/${page})`,
    `\`${method} ${url.replace(contract.servers[0].url, "")}\``,
  ]);
  const [lead, ...rest] = linkOperations(description).split("\n## ");
  return [
    `<p class="lead">${contract.info.summary}</p>`,
    lead,
    renderTable(["Operation", "Endpoint"], rows),
    ...rest.map((section) => `## ${section}${section.startsWith("Overview") ? `\n\n${lifeCycle()}` : ""}`),
  ].join("\n\n");
}

function lifeCycle(): string {
  return `## The life of a training\n\n\`\`\`mermaid\n${lifeCycleMermaid()}\n\`\`\``;
}
