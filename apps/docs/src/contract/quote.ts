import { contract } from "./contract.ts";

/** The paragraph of the contract's description that has the given words. */
export function quoteParagraph(words: string): string {
  const paragraphs = contract.info.description.split("\n\n");
  const paragraph = paragraphs.find((text) => text.replaceAll("\n", " ").includes(words));
  if (paragraph === undefined) throw new Error(`The contract's description no longer says "${words}".`);
  return paragraph;
}

/** The text at a place of the contract, such as `["components", "schemas", "Key", "description"]`. */
export function quotePlace(place: readonly string[]): string {
  const text = place.reduce<unknown>(
    (node, key) => (typeof node === "object" && node !== null ? Reflect.get(node, key) : undefined),
    contract,
  );
  if (typeof text !== "string") throw new Error(`The contract has no text at ${place.join(" / ")}.`);
  return text;
}
