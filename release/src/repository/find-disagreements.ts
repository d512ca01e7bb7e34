import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { join } from "node:path";
import { parse } from "yaml";
import { listPublishedPackages } from "../published-packages.ts";
import { parseAddress, type Address } from "./address.ts";
import { describeProject } from "./metadata.ts";
import { readAddress, readTexts, type TextFile } from "./places.ts";

/** Repositories of other projects that this one may link to. */
const OTHER_PROJECTS = new Set([
  "https://github.com/stoplightio/prism",
  "https://github.com/ModelsLab/modelslab-js",
]);

const GITHUB_PAGE = /https:\/\/github\.com\/[\w-]+\/[\w.-]*[\w-]/g;
const GITHUB_PAGES_SITE = /https:\/\/[\w-]+\.github\.io\/(?:[\w.-]+\/)?/g;

/** Returns one line for each place whose address differs from that in the root's package.json, with the file. */
export function findDisagreements(repository: string): string[] {
  const address = readAddress(repository);
  return [
    ...findInManifests(repository, address),
    ...findInContract(repository, address),
    ...findInClient(repository, address),
    ...readTexts(repository).flatMap((text) => findInText(text, address)),
  ];
}

function findInManifests(repository: string, address: Address): string[] {
  return listPublishedPackages(repository).flatMap(({ folder, manifest }) =>
    Object.entries(describeProject(address, folder))
      .filter(([field, expected]) => !isDeepStrictEqual(manifest[field], expected))
      .map(([field, expected]) => {
        const found = JSON.stringify(manifest[field]) ?? "missing";
        return `${folder}/package.json: \`${field}\` must be ${JSON.stringify(expected)}, but is ${found}.`;
      }),
  );
}

function findInContract(repository: string, address: Address): string[] {
  const file = "openapi/openapi.yaml";
  const contract = parse(readFileSync(join(repository, file), "utf8")) as {
    info: { contact?: { url?: string } };
  };
  const url = contract.info.contact?.url;
  if (url === address.issues) return [];
  return [`${file}: \`info.contact.url\` must be ${address.issues}, but is ${url ?? "missing"}.`];
}

/** Finds a documentation address that is not on GitHub Pages, which no other rule would notice. */
function findInClient(repository: string, address: Address): string[] {
  const file = "packages/client/src/docs-address.ts";
  if (readFileSync(join(repository, file), "utf8").includes(`"${address.pages}"`)) return [];
  return [`${file}: \`DOCS_ADDRESS\` must be "${address.pages}".`];
}

function findInText({ file, text }: TextFile, address: Address): string[] {
  const foreign = (text.match(GITHUB_PAGE) ?? []).filter(
    (page) => !OTHER_PROJECTS.has(page) && parseAddress(page).web !== address.web,
  );
  const sites = (text.match(GITHUB_PAGES_SITE) ?? []).filter((site) => site !== address.pages);
  return [...new Set([...foreign, ...sites])].map(
    (found) =>
      `${file}: ${found} is not this repository (${address.web}, ${address.pages}). ` +
      "If it is another project, add it to OTHER_PROJECTS in release/src/repository/find-disagreements.ts.",
  );
}
