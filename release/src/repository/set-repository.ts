import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { listPublishedPackages, readManifest, type Manifest } from "../published-packages.ts";
import { parseAddress, type Address } from "./address.ts";
import { describeProject } from "./metadata.ts";
import { readAddress, readTexts } from "./places.ts";

/** Writes the repository's new address into the root's package.json and every place that repeats it. */
export function setRepository(repository: string, url: string): void {
  const before = readAddress(repository);
  const after = parseAddress(url);
  for (const { file, text } of readTexts(repository)) {
    const changed = replaceAddress(text, before, after);
    if (changed !== text) writeFileSync(join(repository, file), changed);
  }
  for (const { folder, manifest } of listPublishedPackages(repository)) {
    writeManifest(join(repository, folder), { ...manifest, ...describeProject(after, folder) });
  }
  const root = readManifest(join(repository, "package.json"));
  writeManifest(repository, { ...root, repository: { type: "git", url: after.git } });
}

function replaceAddress(text: string, before: Address, after: Address): string {
  const page = new RegExp(`${RegExp.escape(before.web)}(?![\\w-])`, "g");
  return text.replaceAll(before.pages, after.pages).replaceAll(page, after.web);
}

function writeManifest(folder: string, manifest: Manifest): void {
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
