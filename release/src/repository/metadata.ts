import type { Address } from "./address.ts";

/** What every published manifest contains about the project. */
export interface Metadata {
  homepage: string;
  bugs: { url: string };
  author: string;
  repository: { type: "git"; url: string; directory: string };
}

/** Returns what the manifest in a folder of the repository must contain. */
export function describeProject(address: Address, folder: string): Metadata {
  return {
    homepage: `${address.web}/tree/main/${folder}#readme`,
    bugs: { url: address.issues },
    author: "The dreambooth-sandbox contributors",
    repository: { type: "git", url: address.git, directory: folder },
  };
}
