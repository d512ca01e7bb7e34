import * as exported from "@dreambooth-sandbox/client/contract";
import { expect, test } from "vitest";
import { contractOperations, contractStatuses } from "../support/contract.ts";

// What the client's `./contract` entry point offers to programs that explain statuses and fields to their users.

for (const [name, { values, descriptions }] of Object.entries(contractStatuses)) {
  const constant = `${name.charAt(0).toLowerCase()}${name.slice(1)}Descriptions`;
  const offered = (exported as unknown as Record<string, Record<string, string>>)[constant];
  for (const value of values) {
    test(`${name} description ${value}: has the contract's words`, () => {
      expect(offered?.[value]).toBe(descriptions[value]);
    });
  }
}

for (const { id, fields } of contractOperations) {
  const offered = (exported.requestFieldDescriptions as Record<string, Record<string, string>>)[id];
  for (const [field, { description }] of Object.entries(fields)) {
    test(`request field description ${id}.${field}: is the contract's first sentence, without its evidence`, () => {
      const sentence = offered?.[field];
      expect(sentence).toMatch(/^[A-Z][^\n[\]]*\.$/);
      expect(sentence).not.toMatch(/\. /);
      expect(String(description).replaceAll(/\s+/g, " ")).toMatch(startsWith(String(sentence).slice(0, -1)));
    });
  }
}

/** Matches a text that starts like this. */
function startsWith(start: string): RegExp {
  return new RegExp(`^${start.replaceAll(/[^\w ]/g, String.raw`\$&`)}`);
}
