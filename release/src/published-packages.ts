import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The fields of a package.json that the release reads. */
export interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  files?: string[];
  exports?: Record<string, string | Record<string, string>>;
  bin?: Record<string, string>;
  dependencies?: Record<string, string>;
  [field: string]: unknown;
}

/** A package of the workspace that is published on npm. */
export interface PublishedPackage {
  /** The folder's path in the repository, with `/`. */
  folder: string;
  manifest: Manifest;
}

/** Returns the packages in a copy of the repository that are published, in the order of their folders. */
export function listPublishedPackages(repository: string): PublishedPackage[] {
  return globSync(["openapi/package.json", "packages/*/package.json"], { cwd: repository })
    .toSorted()
    .map((file) => ({
      folder: dirname(file).replaceAll("\\", "/"),
      manifest: readManifest(join(repository, file)),
    }))
    .filter(({ manifest }) => manifest.private !== true);
}

/** Reads a package.json. */
export function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, "utf8")) as Manifest;
}
