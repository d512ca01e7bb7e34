import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { requireSuccess } from "../support/run-command.ts";
import { addStatus, status } from "./support/contract-changes.ts";
import { paths } from "./support/contract-paths.ts";
import { copyTree } from "./support/copied-tree.ts";
import { editContract } from "./support/edit-contract.ts";
import { checkTypes, runProgram } from "./support/programs.ts";

const tree = copyTree();
afterAll(() => tree[Symbol.dispose]());
const original = tree.read("openapi/openapi.yaml");

beforeAll(async () => {
  addAfter("deploying_gpu");
  requireSuccess(await tree.pnpm("run", "generate"));
});

test("the client's types, phases and descriptions have the new status", async () => {
  expect(await checkTypes(tree, "ninth-status.ts")).toExitWith(0);
  expect(await runProgram(tree, "ninth-status.ts")).toEqual({
    status: status.name,
    phase: "queued",
    description: `queued: ${status.meaning}`,
  });
});

test("the client's README lists the new status", () => {
  const row = tree
    .read("packages/client/README.md")
    .split("\n")
    .find((line) => line.includes(status.name));
  expect(row?.split("|").map((cell) => cell.trim())).toEqual([
    "",
    `\`${status.name}\``,
    "`queued`",
    status.meaning,
    "",
  ]);
});

test.each(["deploying_gpu", "trained_model_compressing", "deploying_model"])(
  "the mock's trainings and webhooks reach the new status after %s",
  async (previous) => {
    addAfter(previous);
    requireSuccess(await tree.run("openapi", "node", "generator/main.ts"));
    const lifeCycle = listLifeCycle();

    expect(lifeCycle.at(lifeCycle.indexOf(previous) + 1)).toBe(status.name);
    expect(await runProgram(tree, "life-cycle.ts")).toEqual({ polled: lifeCycle, received: lifeCycle });
  },
);

function addAfter(previous: string): void {
  tree.write("openapi/openapi.yaml", original);
  editContract(tree, (contract) => addStatus(contract, previous));
}

/** Returns the statuses of the contract up to the first one of success. */
function listLifeCycle(): string[] {
  const contract: unknown = parse(tree.read("openapi/openapi.yaml"));
  const schema = [...paths.statuses].reduce<unknown>((node, key) => Object(node)[key], contract);
  const { enum: values, "x-enumPhases": phases } = schema as {
    enum: string[];
    "x-enumPhases": Record<string, string>;
  };
  const last = values.findIndex((value) => phases[value] === "succeeded");
  return values.slice(0, last + 1);
}
