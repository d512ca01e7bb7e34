import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { documentedRequest, operations } from "./support/contract-examples.ts";

/** The client adds this field to every request itself. */
const KEY_FIELD = "key";
const folder = fileURLToPath(new URL("../code-samples/", import.meta.url));
const samples = readdirSync(folder)
  .filter((file) => file !== "README.md")
  .map((file) => ({ file, operationId: file.slice(0, file.lastIndexOf(".")) }));

test.each(samples)("code-samples/$file sends the documented request", ({ file, operationId }) => {
  const operation = operations.find(({ id }) => id === operationId);
  expect(
    operation,
    `The contract has no operation ${operationId}. Rename or remove the sample.`,
  ).toBeDefined();
  if (!operation) return;
  const text = readFileSync(folder + file, "utf8");

  // A sample that uses this project's client contains neither the path nor the key.
  const usesClient = text.includes(`client.${operationId}(`);
  const [path = ""] = operation.path.split("{");
  const words = listWords(documentedRequest(operationId)).filter(
    (word) => !(usesClient && word === KEY_FIELD),
  );
  const missing = [...(usesClient ? [] : [path]), ...words].filter((word) => !contains(text, word));

  expect(missing, `The contract has these, and code-samples/${file} does not.`).toEqual([]);
});

/** Whether a program contains a name, as a word of its own, or any other text. */
function contains(program: string, text: string): boolean {
  const words: string[] = program.match(/\w+/g) ?? [];
  return /^\w+$/.test(text) ? words.includes(text) : program.includes(text);
}

/** Returns the names and the texts of a request. */
function listWords(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  if (Array.isArray(value)) return value.flatMap(listWords);
  return Object.entries(value).flatMap(([name, inner]) => [name, ...listWords(inner)]);
}
