import type { Contract } from "../contract/contract.ts";

/** Returns the words that the contract itself gives: names of fields, values of enums. No private value replaces them. */
export function listPublicWords({ operations }: Contract): ReadonlySet<string> {
  const words = new Set<string>();
  const seen = new Set<unknown>();

  function visit(node: unknown): void {
    if (typeof node !== "object" || node === null || seen.has(node)) return;
    seen.add(node);
    if ("enum" in node && Array.isArray(node.enum)) for (const value of node.enum) words.add(String(value));
    if ("properties" in node && typeof node.properties === "object" && node.properties !== null)
      for (const name of Object.keys(node.properties)) words.add(name);
    for (const nested of Object.values(node)) visit(nested);
  }

  for (const { request, responses } of operations) visit([request?.body, responses]);
  return words;
}
