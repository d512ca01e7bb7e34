import { afterAll, beforeAll, expect, test } from "vitest";
import { requireSuccess } from "../support/run-command.ts";
import { addOperation, operation } from "./support/contract-changes.ts";
import { copyTree } from "./support/copied-tree.ts";
import { editContract } from "./support/edit-contract.ts";
import { checkTypes, runProgram } from "./support/programs.ts";

const tree = copyTree();
afterAll(() => tree[Symbol.dispose]());

beforeAll(async () => {
  editContract(tree, addOperation);
  requireSuccess(await tree.pnpm("run", "generate"));
});

test("client.api has the new operation, typed", async () => {
  expect(await checkTypes(tree, "cancel-training.ts")).toExitWith(0);
});

test("client.api retries the new operation and never mentions charges; the mock sends its example", async () => {
  const result = await runProgram(tree, "cancel-training.ts");
  expect(result).toEqual({
    response: operation.example,
    status: operation.example.messege,
    attempts: 3,
    retried: operation.example,
    error: { code: "connection_failed", message: expect.not.stringMatching(/charge|paid|may exist|create/i) },
    created: 0,
  });
});
