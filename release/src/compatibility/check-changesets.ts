import { join } from "node:path";
import { readChangesets } from "@changesets/read";
import { listPublishedPackages, type PublishedPackage } from "../published-packages.ts";
import { findLargest, isAtLeast, type Bump, type Change } from "./bump.ts";
import { CONTRACT, readBaselines, renderReports } from "./public-interface.ts";
import { rateContract } from "./rate-contract.ts";
import { rateReports } from "./rate-reports.ts";

/** The most changes that a message lists for a package. */
const LISTED = 20;

/**
 * Compares what the packages offer with the last release.
 *
 * @returns One message for each package whose pending changesets announce too little, with the changes and their files.
 */
export async function checkChangesets(repository: string): Promise<string[]> {
  const changes = [
    ...rateContract(join(repository, CONTRACT.baseline), join(repository, CONTRACT.file)),
    ...rateReports(readBaselines(repository), await renderReports(repository), (file) =>
      findOwner(repository, file),
    ),
    ...rateFirstReleases(listPublishedPackages(repository)),
  ];
  const changesets = await readChangesets(repository);
  return explainMissing(
    changes,
    changesets.flatMap(({ releases }) => releases),
  );
}

/** Returns a message for each package whose pending releases are smaller than its changes. */
export function explainMissing(
  changes: Change[],
  releases: { name: string; type: Bump | "none" }[],
): string[] {
  return [...new Set(changes.flatMap(({ packages }) => packages))].flatMap((name) => {
    const own = changes.filter(({ packages }) => packages.includes(name));
    const pending = findLargest(
      releases.flatMap((release) => (release.name === name && release.type !== "none" ? [release.type] : [])),
    );
    const missing = own.filter(({ bump }) => !isAtLeast(pending, bump));
    const needed = findLargest(missing.map(({ bump }) => bump));
    if (needed === undefined) return [];
    const decisive = missing.filter(({ bump }) => bump === needed);
    return [
      `${name} needs a ${needed} changeset (pending: ${pending ?? "none"}). Run \`pnpm changeset\`, or undo:\n` +
        listChanges(decisive),
    ];
  });
}

/** The first release of a package is 1.0.0, which a major bump makes of 0.0.0. */
function rateFirstReleases(packages: PublishedPackage[]): Change[] {
  return packages
    .filter(({ manifest }) => manifest.version === "0.0.0")
    .map(({ folder, manifest }) => ({
      packages: [manifest.name],
      bump: "major",
      file: `${folder}/package.json`,
      description: "the first release is 1.0.0",
    }));
}

function listChanges(changes: Change[]): string {
  const lines = changes.slice(0, LISTED).map(({ file, description }) => `  ${file}: ${description}`);
  const rest = changes.length - lines.length;
  return [...lines, ...(rest > 0 ? [`  … and ${rest} more`] : [])].join("\n");
}

/** Returns the name of the package that a report describes. The report's name begins with the package's folder. */
function findOwner(repository: string, file: string): string {
  const [prefix] = file.split(".");
  const owner = listPublishedPackages(repository).find(({ folder }) => folder === `packages/${prefix}`);
  if (owner === undefined) throw new Error(`api/${file} describes no published package. Delete it.`);
  return owner.manifest.name;
}
