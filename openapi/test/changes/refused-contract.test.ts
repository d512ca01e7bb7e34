import { afterAll, expect, test } from "vitest";
import { paths } from "./support/contract-paths.ts";
import { copyTree } from "./support/copied-tree.ts";
import { editContract } from "./support/edit-contract.ts";
import type { ContractDocument } from "./support/edit-contract.ts";

const tree = copyTree();
afterAll(() => tree[Symbol.dispose]());
const original = tree.read("openapi/openapi.yaml");

interface IncompleteContract {
  name: string;
  edit: (contract: ContractDocument) => void;
  /** What `pnpm generate` must print: the place, then the fix. */
  expected: string[];
}

const incomplete: IncompleteContract[] = [
  {
    name: "an operation without x-replay",
    edit: (contract) => contract.deleteIn([...paths.status, "x-replay"]),
    expected: ["paths./api/sandbox/v3/fine_tune_status/{training_id}.post", 'Add "x-replay: never"'],
  },
  {
    name: "an operation with another x-replay",
    edit: (contract) => contract.setIn([...paths.status, "x-replay"], "sometimes"),
    expected: ["x-replay must be never or safe", "sometimes"],
  },
  {
    name: "a status without a phase",
    edit: (contract) => contract.deleteIn([...paths.statuses, "x-enumPhases", "training_success"]),
    expected: ["components.schemas.TrainingStatus: x-enumPhases", 'Add "training_success: …"'],
  },
  {
    name: "a status with an unknown phase",
    edit: (contract) => contract.setIn([...paths.statuses, "x-enumPhases", "training_success"], "paused"),
    expected: ["components.schemas.TrainingStatus", "the phase of training_success", "paused"],
  },
  {
    name: "a status without a description",
    edit: (contract) => contract.deleteIn([...paths.statuses, "x-enumDescriptions", "training_success"]),
    expected: ["components.schemas.TrainingStatus: x-enumDescriptions", 'Add "training_success: …"'],
  },
  {
    name: "a status without an example",
    edit: (contract) => contract.deleteIn([...paths.statusExamples, "training_success"]),
    expected: ["getTrainingStatus has no example named training_success", "Add one"],
  },
  {
    name: "an enum without descriptions",
    edit: (contract) => contract.deleteIn([...paths.trainingTypes, "x-enumDescriptions"]),
    expected: ["components.schemas.TrainingType: x-enumDescriptions", 'Add "couple: …"'],
  },
  {
    name: "a request field with a keyword that the client does not know",
    edit: (contract) => contract.setIn([...paths.requestFields, "images", "uniqueItems"], true),
    expected: ["images", 'does not know the schema keyword "uniqueItems"', "matches-rule.ts"],
  },
  {
    name: "a request body with a keyword that the client does not know",
    edit: (contract) => contract.setIn([...paths.requestFields.slice(0, -1), "minProperties"], 1),
    expected: [
      "paths./api/sandbox/v3/fine_tune.post.requestBody",
      'does not know the keyword "minProperties"',
    ],
  },
  {
    name: "an operation without a JSON request body",
    edit: (contract) => contract.deleteIn([...paths.status, "requestBody"]),
    expected: ["fine_tune_status/{training_id}.post", "has no JSON request body"],
  },
  {
    name: "an operation by a method without a body",
    edit: (contract) => {
      const [, path = ""] = paths.status.map(String);
      const item = contract.getIn(["paths", path, "post"]);
      contract.deleteIn(["paths", path, "post"]);
      contract.setIn(["paths", path, "get"], item);
    },
    expected: ["fine_tune_status/{training_id}.get", "which GET does not have"],
  },
  {
    name: "an enum that is not a schema of its own",
    edit: (contract) =>
      contract.setIn(["components", "schemas", "ErrorResponse", "properties", "tip", "enum"], ["retry"]),
    expected: ["components.schemas.ErrorResponse.properties.tip", "Move it there"],
  },
  {
    name: "a request field with a format that the client does not check",
    edit: (contract) => contract.setIn([...paths.requestFields, "images", "items", "format"], "date"),
    expected: ["images", 'does not check the format "date"', "matches-rule.ts"],
  },
  {
    name: "x-digits that disagrees with the pattern",
    edit: (contract) =>
      contract.setIn([...paths.requestFields, "max_train_steps", "x-digits", "maximum"], 3000),
    expected: ["max_train_steps", "pattern and x-digits disagree about 2001"],
  },
];

test.each(incomplete)(
  "the generator refuses $name, and its error names the place and the fix",
  async ({ edit, expected }) => {
    tree.write("openapi/openapi.yaml", original);
    editContract(tree, edit);

    const result = await tree.run("openapi", "node", "generator/main.ts");

    expect(result).toExitWith(1);
    for (const part of expected) expect(result.output).toContain(part);
  },
);

test("pnpm generate fails, too", async () => {
  tree.write("openapi/openapi.yaml", original);
  editContract(tree, (contract) => contract.deleteIn([...paths.create, "x-replay"]));

  const result = await tree.pnpm("run", "generate");

  expect(result).not.toExitWith(0);
  expect(result.output).toContain("paths./api/sandbox/v3/fine_tune.post: x-replay must be never or safe");
});

test("pnpm generate changes nothing while the contract is unchanged", async () => {
  tree.write("openapi/openapi.yaml", original);

  expect(await tree.pnpm("run", "generate")).toExitWith(0);
  expect(await tree.pnpm("exec", "turbo", "run", "generate:check")).toExitWith(0);
  expect(tree.listChangedFiles()).toEqual([]);
});
