import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { rateContract } from "../../src/compatibility/rate-contract.ts";
import { repository } from "../support/repository.ts";

interface Schema {
  required?: string[];
  enum?: unknown[];
  description?: string;
  properties: Record<string, Schema>;
  [keyword: string]: unknown;
}

type Schemas = Record<"CreateTrainingRequest" | "CreatedTraining" | "TrainingType", Schema>;

const contract = readFileSync(join(repository, "openapi/openapi.yaml"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "dreambooth-sandbox-contract-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Rates one change of a copy of the contract. */
function rate(change: (schemas: Schemas) => void) {
  const revision = parse(contract) as { components: { schemas: Schemas } };
  change(revision.components.schemas);
  writeFileSync(join(folder, "base.yaml"), contract);
  writeFileSync(join(folder, "revision.yaml"), stringify(revision));
  return rateContract(join(folder, "base.yaml"), join(folder, "revision.yaml"));
}

/** Returns the contract change that the test made, as the check reports it. */
function expectChange(bump: string, description: RegExp) {
  return expect.objectContaining({
    packages: ["@dreambooth-sandbox/openapi", "@dreambooth-sandbox/client"],
    bump,
    file: "openapi/openapi.yaml",
    description: expect.stringMatching(description),
  });
}

test("an unchanged contract has no changes", () => {
  expect(rate(() => {})).toEqual([]);
});

test("a renamed response field is major", () => {
  const changes = rate(({ CreatedTraining: { properties, required = [] } }) => {
    const { training_id: field = { properties: {} } } = properties;
    properties["training_identifier"] = field;
    delete properties["training_id"];
    required[required.indexOf("training_id")] = "training_identifier";
  });
  expect(changes).toContainEqual(expectChange("major", /training_id\b/));
});

test("a request field that became required is major", () => {
  const changes = rate(({ CreateTrainingRequest: { properties, required = [] } }) => {
    const optional = Object.keys(properties).find((name) => !required.includes(name));
    if (optional === undefined) throw new Error("The contract has no optional request field.");
    required.push(optional);
  });
  expect(changes).toContainEqual(expectChange("major", /CreateTrainingRequest|requestBody/));
});

test("a lost enum value is major", () => {
  const changes = rate(({ TrainingType: type }) => {
    type.enum = type.enum?.slice(1) ?? [];
  });
  expect(changes).toContainEqual(expectChange("major", /[Ee]num/));
});

test("an optional request field is minor", () => {
  const changes = rate(({ CreateTrainingRequest: { properties } }) => {
    properties["num_class_images"] = {
      type: "string",
      description: "The number of class images.",
      properties: {},
    };
  });
  expect(changes).toContainEqual(expectChange("minor", /num_class_images/));
  expect(changes.filter(({ bump }) => bump === "major")).toEqual([]);
});

test("a description is a patch", () => {
  const changes = rate(({ TrainingType: type }) => {
    type.description = "Another description.";
  });
  expect(changes).toContainEqual(expectChange("patch", /description/));
  expect(changes.filter(({ bump }) => bump !== "patch")).toEqual([]);
});
