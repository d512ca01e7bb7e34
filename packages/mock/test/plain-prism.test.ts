import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import root from "../../../package.json" with { type: "json" };
import { contractPath, loadContract } from "../src/contract/contract.ts";
import { listExamples } from "../src/contract/operation.ts";
import { trainingRequest } from "./training-request.ts";

const PRISM = join(import.meta.dirname, "../../../node_modules/@stoplight/prism-cli/dist/index.js");
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
let prism: ChildProcess;
let url = "";

beforeAll(async () => {
  const child = spawn(process.execPath, [PRISM, "mock", contractPath, "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  prism = child;
  url = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const listening = /listening on (http:\S+)/.exec(line)?.[1];
      if (listening !== undefined) resolve(listening);
    });
  });
});

afterAll(() => {
  prism.kill();
});

test.each(examples)(
  "plain Prism responds to $path with $code and example=$name",
  async ({ path, code, name, value }) => {
    const response = await fetch(url + path, {
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
    const response = await fetch(url + operation.path.replace(/\{\w+\}/, "x"), {
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
