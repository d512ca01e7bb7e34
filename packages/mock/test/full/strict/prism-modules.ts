import { createRequire } from "node:module";

const requireOfPrism = createRequire(createRequire(import.meta.url).resolve("@stoplight/prism-http"));

/** What Prism's server recognizes media types with. Returns false if a type is malformed or not among the given ones. */
export const typeIs: (mediaType: string, types: string[]) => string | false = requireOfPrism("type-is").is;

/** What Prism parses media types with, once it responds. Throws a TypeError if a type is malformed. */
export const parseMediaType: (mediaType: string) => { type: string; parameters: Record<string, string> } =
  requireOfPrism("content-type").parse;

export function isWellFormed(mediaType: string): boolean {
  try {
    parseMediaType(mediaType);
    return true;
  } catch {
    return false;
  }
}
