import { afterAll, beforeAll, expect, test } from "vitest";
import root from "../../../package.json" with { type: "json" };
import { contractPath, loadContract } from "../src/contract/contract.ts";
import { listExamples } from "../src/contract/operation.ts";
import { startPrism, type ServerProcess } from "./prism-process.ts";
import { trainingRequest } from "./training-request.ts";

const contract = await loadContract();
const examples = contract.operations.flatMap((operation) =>
  operation.responses.flatMap(({ code }) =>
    listExamples(operation, code).map((example) => ({
      path: operation.path.replace(/\{\w+\}/, "x"),
      code,
      ...example,
    })),
  ),
);
let prism: ServerProcess;

beforeAll(async () => {
  prism = await startPrism(contractPath);
});

afterAll(() => prism[Symbol.asyncDispose]());

test.each(examples)(
  "plain Prism responds to $path with $code and example=$name",
  async ({ path, code, name, value }) => {
    const response = await fetch(prism.url + path, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        prefer: code === "200" ? `example=${name}` : `code=${code}, example=${name}`,
      },
      body: JSON.stringify({ ...trainingRequest, key: "" }),
    });
    expect([response.status, await response.json()]).toEqual([Number(code), value]);
    expect(response.headers.get("sl-violations")).toBeNull();
  },
);

test("the documented requests of the contract are valid for plain Prism", async () => {
  for (const operation of contract.operations) {
    const documented = operation.request?.body?.contents?.[0]?.examples?.[0];
    const response = await fetch(prism.url + operation.path.replace(/\{\w+\}/, "x"), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(documented && "value" in documented ? documented.value : undefined),
    });
    expect([response.status, response.headers.get("sl-violations")]).toEqual([200, null]);
  }
});

test("pnpm prism runs plain Prism on the contract", () => {
  expect(root.scripts.prism).toBe("prism mock openapi/openapi.yaml");
});
