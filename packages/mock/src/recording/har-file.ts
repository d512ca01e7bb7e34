import { open, type FileHandle } from "node:fs/promises";
import type { HarEntry } from "./har.ts";

/** A HAR file to which entries are added. */
export interface HarFile {
  /** Adds an entry. When the promise resolves, the file contains it. */
  add(entry: HarEntry): Promise<void>;
  close(): Promise<void>;
}

const END = "\n]}}\n";

/**
 * Creates a HAR file. It is complete after each entry: an entry and the end of the file are written together, over the
 * previous end. A process that is killed while it writes leaves all earlier entries readable, one per line.
 *
 * @throws Error if the file exists, because a recording cannot be repeated for free.
 */
export async function createHarFile(
  path: string,
  creator: { name: string; version: string },
): Promise<HarFile> {
  const file = await openNew(path);
  const head = `{"log":{"version":"1.2","creator":${JSON.stringify(creator)},"entries":[`;
  let position = 0;
  let isFirst = true;
  let writing = write(head);

  /** Writes a text and the end of the file. The next text overwrites the end. */
  async function write(text: string): Promise<void> {
    const bytes = Buffer.from(text + END);
    await file.write(bytes, 0, bytes.length, position);
    position += bytes.length - END.length;
  }

  await writing;
  return {
    add(entry) {
      writing = writing.then(() => {
        const separator = isFirst ? "\n" : ",\n";
        isFirst = false;
        return write(separator + JSON.stringify(entry));
      });
      return writing;
    },
    async close() {
      await writing.catch(() => {});
      await file.close();
    },
  };
}

async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, "wx", 0o600);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST")
      throw new Error(`The recording ${path} exists already. Delete it, or choose another name.`, {
        cause: error,
      });
    throw new Error(`Could not create the recording ${path}: ${String(error)}`, { cause: error });
  }
}
