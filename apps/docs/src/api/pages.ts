import { join, posix } from "node:path";
import { markdownPage, type Page } from "../page.ts";
import { readApis } from "./typedoc.ts";

const PACKAGES = join(import.meta.dirname, "../../../../packages");

/** The modules that users import. */
const MODULES = [
  {
    name: "@dreambooth-sandbox/client",
    source: "client/src/index.ts",
    output: "client/src.md",
    path: "api/client.html",
    description: "The client: create a training once, follow it to the end.",
  },
  {
    name: "@dreambooth-sandbox/client/webhook",
    source: "client/src/webhook/index.ts",
    output: "client/src/webhook.md",
    path: "api/client-webhook.html",
    description: "Webhook calls, which are taken as hints.",
  },
  {
    name: "@dreambooth-sandbox/client/journal",
    source: "client/src/journal/index.ts",
    // TypeDoc numbers the file, because the interface `Journal` has the module's name but for its case.
    output: "client/src/journal-1.md",
    path: "api/client-journal.html",
    description: "The record of each create, written before its request is sent.",
  },
  {
    name: "@dreambooth-sandbox/client/contract",
    source: "client/src/contract/index.ts",
    output: "client/src/contract.md",
    path: "api/client-contract.html",
    description: "Operations, statuses, and request fields, generated from the contract.",
  },
  {
    name: "@dreambooth-sandbox/log-parser",
    source: "log-parser/src/index.ts",
    output: "log-parser/src.md",
    path: "api/log-parser.html",
    description: "The step log as data.",
  },
  {
    name: "@dreambooth-sandbox/fleet",
    source: "fleet/src/index.ts",
    output: "fleet/src.md",
    path: "api/fleet.html",
    description: "Very many trainings, durable, in any number of processes.",
  },
  {
    name: "@dreambooth-sandbox/fleet/postgres",
    source: "fleet/src/postgres/index.ts",
    output: "fleet/src/postgres.md",
    path: "api/fleet-postgres.html",
    description: "The fleet's store for any number of machines.",
  },
  {
    name: "@dreambooth-sandbox/mock",
    source: "mock/src/index.ts",
    output: "mock/src.md",
    path: "api/mock.html",
    description: "The contract mock as a library.",
  },
] as const;

type Module = (typeof MODULES)[number];

/** A page for each module, from its TSDoc. */
export async function apiPages(): Promise<Page[]> {
  const apis = await readApis(
    MODULES.map(({ source }) => join(PACKAGES, source)),
    MODULES.map(({ output }) => output),
  );
  return MODULES.map((module, index) => apiPage(module, apis[index] ?? ""));
}

function apiPage({ name, output, path, description }: Module, api: string): Page {
  return markdownPage({
    path,
    title: name.replace("@dreambooth-sandbox/", ""),
    description: `${name}: ${description}`,
    markdown: `<p class="lead">${description}</p>\n\n\`\`\`sh\nnpm install ${packageOf(name)}\n\`\`\`\n\n${linkSymbols(linkModules(api, output))}`,
  });
}

/** The package of a module: its name without what comes after the second slash. */
function packageOf(name: string): string {
  return name.split("/").slice(0, 2).join("/");
}

/** TypeDoc links between its own files: these become links between pages. */
function linkModules(api: string, output: string): string {
  return api.replace(/\]\(([\w./-]+\.md)/g, (whole, target: string) => {
    const file = posix.join(posix.dirname(output), target);
    const module = MODULES.find((candidate) => candidate.output === file);
    return module ? `](/${module.path}` : whole;
  });
}

/**
 * TypeDoc numbers the anchor of a symbol if a method's full name has the same letters, such as `MockSession` and
 * `Mock.session`. The headings of a page are not numbered: each symbol's anchor is its name.
 */
function linkSymbols(api: string): string {
  return api.replace(
    /\[`(\w+)`\]\(#[\w-]+-\d+\)/g,
    (_, name: string) => `[\`${name}\`](#${name.toLowerCase()})`,
  );
}
