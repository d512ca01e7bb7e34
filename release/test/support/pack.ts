import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { readManifest, type Manifest, type PublishedPackage } from "../../src/published-packages.ts";
import { repository } from "./repository.ts";

/** What is in a package's tarball. */
export interface PackedPackage {
  /** Paths in the package, with `/`. */
  files: string[];
  manifest: Manifest;
  read: (file: string) => string;
}

interface PackResult {
  name: string;
  filename: string;
}

/** Packs packages as a release does, and unpacks the tarballs in a folder. Returns what they contain, by name. */
export function packPackages(packages: PublishedPackage[], folder: string): Map<string, PackedPackage> {
  const filters = packages.flatMap(({ manifest }) => ["--filter", manifest.name]);
  const output = execFileSync("pnpm", [...filters, "pack", "--json", "--pack-destination", folder], {
    cwd: repository,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const results = [JSON.parse(output) as PackResult | PackResult[]].flat();
  return new Map(results.map(({ name, filename }) => [name, unpack(name, filename, folder)]));
}

function unpack(name: string, tarball: string, folder: string): PackedPackage {
  const unpacked = join(folder, name);
  mkdirSync(unpacked, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", unpacked]);
  const root = join(unpacked, "package");
  return {
    files: globSync("**", { cwd: root, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll("\\", "/"),
      ),
    manifest: readManifest(join(root, "package.json")),
    read: (file) => readFileSync(join(root, file), "utf8"),
  };
}
