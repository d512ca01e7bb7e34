import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { documentedRequest, exampleValue } from "../support/contract-examples.ts";
import { requireSuccess } from "../support/run-command.ts";
import { addField, field } from "./support/contract-changes.ts";
import { copyTree } from "./support/copied-tree.ts";
import { editContract } from "./support/edit-contract.ts";
import { checkTypes, runProgram } from "./support/programs.ts";

const OPTION = "--num-class-images";
const MUST_BE = `a whole number, at most ${field.maximum}`;
const tree = copyTree();
afterAll(() => tree[Symbol.dispose]());

beforeAll(async () => {
  editContract(tree, addField);
  requireSuccess(await tree.pnpm("run", "generate"));
});

test("the client accepts, checks and sends the new field", async () => {
  expect(await checkTypes(tree, "optional-field.ts")).toExitWith(0);
  expect(await runProgram(tree, "optional-field.ts")).toEqual({
    sent: ["absent", "150", "200"],
    problems: [{ field: field.name, message: `${field.name} must be ${MUST_BE} (got "201")` }],
  });
});

test("the client's README lists the new field", () => {
  const row = tree
    .read("packages/client/README.md")
    .split("\n")
    .find((line) => line.includes(field.name));
  expect(row?.split("|").map((cell) => cell.trim())).toEqual([
    "",
    `\`${field.name}\``,
    "no",
    MUST_BE,
    field.meaning,
    "",
  ]);
});

test("the command has an option for the new field, with help", async () => {
  const help = await runTrain(["--help"]);
  expect(help).toExitWith(0);
  const text = help.output.replaceAll(/\s+/g, " ");
  expect(text).toContain(OPTION);
  expect(text).toContain(field.meaning.replace(/\.$/, ""));
  expect(text).toContain(String(field.maximum));
  expect(tree.read("packages/cli/README.md")).toContain(OPTION);
});

test("the command sends the new field", async () => {
  const bodies: unknown[] = [];
  await using server = await startServer(bodies);
  expect(await runTrain([...listOptions(), OPTION, "150"], server.url)).toExitWith(0);
  expect(bodies).toEqual([expect.objectContaining({ [field.name]: "150" })]);
});

test("the command refuses a wrong value of the new field", async () => {
  const bodies: unknown[] = [];
  await using server = await startServer(bodies);
  const refused = await runTrain([...listOptions(), OPTION, "201"], server.url);
  expect(refused).toExitWith(2);
  expect(refused.output).toContain(`must be ${MUST_BE} (got "201")`);
  expect(bodies).toEqual([]);
});

/** The documented request as options. */
function listOptions(): string[] {
  const { key: _, ...request } = documentedRequest("createTraining");
  return Object.entries(request).flatMap(([name, value]) => [
    `--${name.replaceAll("_", "-")}`,
    ...[value].flat().map(String),
  ]);
}

function runTrain(args: string[], baseUrl = "http://127.0.0.1:9") {
  const variables = [
    "DREAMBOOTH_SANDBOX_API_KEY=any-key",
    `DREAMBOOTH_SANDBOX_BASE_URL=${baseUrl}`,
    `XDG_STATE_HOME=${tree.root}`,
  ];
  const command = ["node", "--conditions=@dreambooth-sandbox/source", "src/main.ts", "train", "--yes"];
  return tree.run("packages/cli", "env", ...variables, ...command, ...args);
}

/** Starts a service that creates every training, and keeps the request bodies. */
async function startServer(bodies: unknown[]): Promise<AsyncDisposable & { url: string }> {
  const created = JSON.stringify(exampleValue("createTraining", "created"));
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    bodies.push(await json(request));
    response.setHeader("content-type", "application/json").end(created);
  };
  const server = createServer((request, response) => void respond(request, response));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      await once(server.close(), "close");
    },
  };
}
