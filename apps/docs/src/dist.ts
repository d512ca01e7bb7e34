import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The folder that `docs:build` makes. */
export const DIST = join(import.meta.dirname, "../dist");

/** Empties the folder. */
export async function clearDist(): Promise<void> {
  await rm(DIST, { recursive: true, force: true });
}

/** Writes one file below the folder. */
export async function writeDist(path: string, content: string | Uint8Array): Promise<void> {
  const file = join(DIST, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
