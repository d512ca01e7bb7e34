import { randomUUID } from "node:crypto";
import { link, mkdir, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { platform } from "node:process";

/** The journal holds the tokens of webhook URLs, so other users of the machine cannot read it. */
const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/** Creates a folder, with all above it, on stable storage. Does nothing if it exists. */
export async function createFolder(path: string): Promise<void> {
  const topmost = await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER });
  if (topmost === undefined) return;
  for (let folder = path; ; folder = dirname(folder)) {
    await syncFolder(dirname(folder));
    if (folder === topmost || folder === dirname(folder)) return;
  }
}

/**
 * Creates a file on stable storage, with its whole content at once. Returns `false` if it exists. Of all processes that try
 * at the same time, exactly one succeeds.
 *
 * The content is written to a draft, whose second name the file becomes: unlike opening a file and writing to it, and unlike
 * renaming, a hard link appears with its whole content and never replaces anything. A process that ends in between leaves
 * the draft, which nothing reads.
 */
export async function createFile(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}.draft`;
  try {
    await writeDraft(draft, content);
    await link(draft, path);
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await rm(draft, { force: true }).catch(() => {});
  }
  await syncFolder(dirname(path));
  return true;
}

/** Returns whether a file system's error has this code. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

async function writeDraft(path: string, content: string): Promise<void> {
  const file = await open(path, "wx", PRIVATE_FILE);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the names in a folder durable. Windows has no such call, and does not need it: NTFS logs changes of names. */
async function syncFolder(path: string): Promise<void> {
  if (platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
