import { isMap, isScalar, isSeq } from "yaml";
import { afterAll, describe, expect, test } from "vitest";
import type { CommandResult } from "../support/run-command.ts";
import { paths } from "./support/contract-paths.ts";
import { copyTree } from "./support/copied-tree.ts";
import { editContract } from "./support/edit-contract.ts";
import type { ContractDocument } from "./support/edit-contract.ts";

const tree = copyTree();
afterAll(() => tree[Symbol.dispose]());
const original = tree.read("openapi/openapi.yaml");

interface Rename {
  name: string;
  edit: (contract: ContractDocument) => void;
  /** What the check must print. */
  expected: string[];
}

const documentedRequest = [
  ...paths.create,
  "requestBody",
  "content",
  "application/json",
  "examples",
  "documented",
  "value",
];
const statusValues = [...paths.statuses, "enum"];
const requestSchema = ["components", "schemas", "CreateTrainingRequest"];

const noticedByGenerate: Rename[] = [
  {
    name: "a status is renamed",
    edit: (contract) => renameValue(contract, statusValues, "model_ready", "model_usable"),
    expected: ['x-enumDescriptions has no entry for "model_usable"', 'an entry for "model_ready"'],
  },
  {
    name: "a status and its descriptions and phase are renamed, but not its example",
    edit: (contract) => {
      renameValue(contract, statusValues, "model_ready", "model_usable");
      for (const extension of ["x-enumDescriptions", "x-enumPhases"])
        renameKey(contract, [...paths.statuses, extension], "model_ready", "model_usable");
    },
    expected: ["getTrainingStatus has no example named model_usable"],
  },
  {
    name: "a status is removed",
    edit: (contract) => removeValue(contract, statusValues, "training_success"),
    expected: ['an entry for "training_success", which is not in the enum'],
  },
  {
    name: "a status of failure is removed, but not the examples that show it",
    edit: (contract) => removeStatus(contract, "training_failed"),
    expected: [
      'the example training_failed_deploying_model has the status "training_failed"',
      "which TrainingStatus does not list",
    ],
  },
  {
    name: "a training type is removed",
    edit: (contract) => removeValue(contract, [...paths.trainingTypes, "enum"], "couple"),
    expected: ['an entry for "couple", which is not in the enum'],
  },
  {
    name: "the operation that returns the status is removed",
    edit: (contract) => contract.deleteIn(paths.status.slice(0, 2)),
    expected: ["getTrainingStatus is missing", "packages/client/src/operations/get-training-status.ts"],
  },
  {
    name: "the operation that creates a training is removed",
    edit: (contract) => contract.deleteIn(paths.create.slice(0, 2)),
    expected: ["createTraining is missing", "packages/client/src/operations/create-training.ts"],
  },
  {
    name: "an operation is renamed",
    edit: (contract) => contract.setIn([...paths.create, "operationId"], "startTraining"),
    expected: ["createTraining is missing", "packages/client/src/operations/create-training.ts"],
  },
];

describe("generate refuses the contract, and names what is left over, when", () => {
  test.each(noticedByGenerate)("$name", async ({ edit, expected }) => {
    applyEdit(edit);
    const result = await generate();
    expect(result).not.toExitWith(0);
    for (const part of expected) expect(result.output).toContain(part);
  });
});

const noticedByLint: Rename[] = [
  {
    name: "an error's status is renamed, but not in the examples",
    edit: (contract) => {
      const errorStatus = ["components", "schemas", "ErrorStatus"];
      renameValue(contract, [...errorStatus, "enum"], "failed", "broken");
      renameKey(contract, [...errorStatus, "x-enumDescriptions"], "failed", "broken");
    },
    expected: ["failed_try_again", "must be equal to one of the allowed values"],
  },
  {
    name: "the training type of the documented request is removed",
    edit: (contract) => {
      removeValue(contract, [...paths.trainingTypes, "enum"], "men");
      contract.deleteIn([...paths.trainingTypes, "x-enumDescriptions", "men"]);
    },
    expected: ["documented/value/training_type", "must be equal to one of the allowed values"],
  },
  {
    name: "a request field is removed, but not from the documented request",
    edit: (contract) => contract.deleteIn([...paths.requestFields, "seed"]),
    expected: ["documented", "seed"],
  },
  {
    name: "a response field is renamed, but not in the examples",
    edit: (contract) =>
      renameKey(contract, ["components", "schemas", "TrainingWebhook", "properties"], "logs", "log"),
    expected: ["training_webhook", "logs"],
  },
];

describe("the lint of the contract names the example when", () => {
  test.each(noticedByLint)("$name", async ({ edit, expected }) => {
    applyEdit(edit);
    expect(await generate()).toExitWith(0);
    const result = await tree.pnpm("--filter", "@dreambooth-sandbox/openapi", "run", "lint");
    expect(result).not.toExitWith(0);
    for (const part of expected) expect(result.output).toContain(part);
  });
});

const noticedBySamples: Rename[] = [
  {
    name: "a request field is renamed",
    edit: (contract) => {
      renameKey(contract, paths.requestFields, "class_prompt", "class_description");
      renameKey(contract, documentedRequest, "class_prompt", "class_description");
      renameValue(contract, [...requestSchema, "required"], "class_prompt", "class_description");
    },
    expected: ["code-samples/createTraining.py sends the documented request", "class_description"],
  },
  {
    name: "a training type is renamed",
    edit: (contract) => {
      renameValue(contract, [...paths.trainingTypes, "enum"], "men", "man");
      renameKey(contract, [...paths.trainingTypes, "x-enumDescriptions"], "men", "man");
      contract.setIn([...documentedRequest, "training_type"], "man");
    },
    expected: ["code-samples/createTraining.php sends the documented request", '"man"'],
  },
  {
    name: "a path is renamed",
    edit: (contract) => renameKey(contract, ["paths"], paths.create[1], "/api/sandbox/v4/fine_tune"),
    expected: ["code-samples/createTraining.java sends the documented request", "/api/sandbox/v4/fine_tune"],
  },
];

describe("a test names each sample that must follow when", () => {
  test.each(noticedBySamples)("$name", async ({ edit, expected }) => {
    applyEdit(edit);
    expect(await generate()).toExitWith(0);
    const result = await tree.run("openapi", "vitest", "run", "test/code-samples.test.ts");
    expect(result).not.toExitWith(0);
    for (const part of expected) expect(result.output).toContain(part);
  });
});

const created = ["components", "schemas", "CreatedTraining"];
const createdExample = [
  ...paths.create,
  "responses",
  "200",
  "content",
  "application/json",
  "examples",
  "created",
  "value",
];

test("a test names the example that the client cannot read when a response field is renamed", async () => {
  applyEdit((contract) => {
    renameKey(contract, [...created, "properties"], "training_id", "id");
    renameValue(contract, [...created, "required"], "training_id", "id");
    renameKey(contract, createdExample, "training_id", "id");
  });
  expect(await generate()).toExitWith(0);
  const result = await tree.run("openapi", "vitest", "run", "test/client-reads-examples.test.ts");
  expect(result).not.toExitWith(0);
  expect(result.output).toContain("the client reads the contract's example > created of a create");
});

test("the mock's tests name the scenario when a status of failure and its examples are removed", async () => {
  applyEdit((contract) => {
    removeStatus(contract, "training_failed");
    for (const name of listKeys(contract, paths.statusExamples))
      if (name.startsWith("training_failed")) contract.deleteIn([...paths.statusExamples, name]);
  });
  expect(await generate()).toExitWith(0);
  const result = await tree.run("packages/mock", "vitest", "run", "test/scenarios.test.ts");
  expect(result).not.toExitWith(0);
  expect(result.output).toContain('The scenario "failure" depends on the example "training_failed"');
  expect(result.output).toContain("packages/mock/src/life-cycle/scenarios.ts");
});

function applyEdit(edit: (contract: ContractDocument) => void): void {
  tree.write("openapi/openapi.yaml", original);
  editContract(tree, edit);
}

function generate(): Promise<CommandResult> {
  return tree.run("openapi", "node", "generator/main.ts");
}

function renameKey(contract: ContractDocument, path: readonly string[], from: string, to: string): void {
  const map = contract.getIn(path);
  const pair = isMap(map) && map.items.find(({ key }) => isScalar(key) && key.value === from);
  if (!pair) throw new Error(`${path.join(".")} has no key ${from}.`);
  pair.key = contract.createNode(to);
}

/** Removes a status with its description and phase. */
function removeStatus(contract: ContractDocument, status: string): void {
  removeValue(contract, statusValues, status);
  for (const extension of ["x-enumDescriptions", "x-enumPhases"])
    contract.deleteIn([...paths.statuses, extension, status]);
}

function listKeys(contract: ContractDocument, path: readonly string[]): string[] {
  const map = contract.getIn(path);
  return isMap(map) ? map.items.map(({ key }) => String(key)) : [];
}

function renameValue(contract: ContractDocument, path: readonly string[], from: string, to: string): void {
  contract.setIn([...path, indexOfValue(contract, path, from)], to);
}

function removeValue(contract: ContractDocument, path: readonly string[], value: string): void {
  contract.deleteIn([...path, indexOfValue(contract, path, value)]);
}

function indexOfValue(contract: ContractDocument, path: readonly string[], value: string): number {
  const list = contract.getIn(path);
  const index = isSeq(list) ? list.items.findIndex((item) => isScalar(item) && item.value === value) : -1;
  if (index < 0) throw new Error(`${path.join(".")} has no value ${value}.`);
  return index;
}
