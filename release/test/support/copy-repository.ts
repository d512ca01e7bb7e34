import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listPublishedPackages } from "../../src/published-packages.ts";
import { readTexts } from "../../src/repository/places.ts";
import { repository } from "./repository.ts";

/** A copy of the files that contain the repository's address. */
export interface RepositoryCopy {
  folder: string;
  remove(): void;
  /** Replaces text in a file, and returns a function that restores it. Throws if the file does not contain the text. */
  edit(file: string, before: string, after: string): () => void;
}

export function copyRepository(): RepositoryCopy {
  const folder = mkdtempSync(join(tmpdir(), "dreambooth-sandbox-repository-"));
  const manifests = listPublishedPackages(repository).map((published) => `${published.folder}/package.json`);
  for (const file of ["package.json", ...manifests, ...readTexts(repository).map((text) => text.file)]) {
    cpSync(join(repository, file), join(folder, file));
  }
  return {
    folder,
    edit(file, before, after) {
      const path = join(folder, file);
      const text = readFileSync(path, "utf8");
      if (!text.includes(before)) throw new Error(`${file} does not contain ${before}`);
      writeFileSync(path, text.replace(before, after));
      return () => writeFileSync(path, text);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
