import { faults, scenarios } from "@dreambooth-sandbox/mock";
import { resolve } from "../contract/contract.ts";
import { evidence } from "../contract/evidence.ts";
import { lifeCycleMermaid } from "../contract/life-cycle.ts";
import { findOperation, linkOperations, webhooks } from "../contract/operations.ts";
import { contradictionRows } from "../contract/contradictions.ts";
import { provenanceTables } from "../contract/provenance.ts";
import { quoteParagraph } from "../contract/quote.ts";
import { renderTable } from "../../../../scripts/readme-tables/markdown-table.ts";
import { cell } from "../contract/tables.ts";
import { exampleBlocks } from "../reference/examples.ts";
import { errorTable } from "./error-table.ts";

const DIRECTIVES: Record<string, (argument: string) => string> = {
  contract: quoteContract,
  contradictions: () => renderTable(["About", "What the contract says"], contradictionRows()),
  errors: errorTable,
  evidence: () =>
    renderTable(
      ["Mark", "Evidence"],
      [...evidence].map(([mark, meaning]) => [`[${mark}]`, meaning]),
    ),
  faults: () =>
    renderTable(
      ["Fault", "What the caller sees", "A create takes effect"],
      faults.map(({ name, description, takesEffect }) => [
        `\`${name}\``,
        description,
        takesEffect ? "yes" : "no",
      ]),
    ),
  "life-cycle": lifeCycleMermaid,
  provenance: provenanceTables,
  replies: replyTable,
  scenarios: () =>
    renderTable(
      ["Scenario", "What happens"],
      scenarios.map(({ name, description }) => [`\`${name}\``, description]),
    ),
  "webhook-example": () =>
    webhooks.map(({ operation }) => exampleBlocks(operation.requestBody?.content ?? {})).join("\n\n"),
};

/** Puts the facts of the contract and of the mock where a guide asks for them by `{{name argument}}`. */
export function expandDirectives(markdown: string): string {
  return markdown.replace(/^\{\{([a-z-]+)(?: (.*))?\}\}$/gm, (_, name: string, argument = "") => {
    const directive = DIRECTIVES[name];
    if (!directive)
      throw new Error(`There is no directive {{${name}}}; there are: ${Object.keys(DIRECTIVES).join(", ")}.`);
    return directive(argument);
  });
}

/** A paragraph of the contract's description that has the given words, or an operation's whole description. */
function quoteContract(argument: string): string {
  const words = /"(.+)"/.exec(argument)?.[1];
  const source = words === undefined ? (findOperation(argument).description ?? "") : quoteParagraph(words);
  return linkOperations(source)
    .trim()
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}

/** The HTTP codes of the create's responses and what they mean. */
function replyTable(): string {
  return renderTable(
    ["HTTP", "Meaning"],
    Object.entries(findOperation("createTraining").responses).map(([status, reply]) => [
      `\`${status}\``,
      cell([resolve(reply).description]),
    ]),
  );
}
