import { readFile } from "node:fs/promises";
import { globSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { loadContract } from "../src/contract/load-contract.ts";
import { ensureBuilt, PACKAGE } from "./install-example.ts";
import { CREATE, HOST, STATUS, trainingRequest } from "./training-request.ts";

const FILE = join(PACKAGE, "dist/browser/index.js");

/** Everything that the mock uses of a page besides the language itself. */
const WEB_GLOBALS = {
  AbortController,
  AbortSignal,
  crypto,
  performance,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  TransformStream,
  URL,
  URLSearchParams,
  clearTimeout,
  // The timers of Node.js are objects, those of a page are numbers.
  setTimeout: (task: () => void, ms: number) => Number(setTimeout(task, ms)),
};

beforeAll(ensureBuilt);

test("the built mock for pages is one module without imports", async () => {
  const { metafile } = await build({ entryPoints: [FILE], bundle: false, metafile: true, write: false });
  expect(Object.values(metafile.inputs).flatMap(({ imports }) => imports)).toEqual([]);
  expect(await readFile(FILE, "utf8")).not.toContain("node:");
  expect(globSync("dist/browser/*.js", { cwd: PACKAGE })).toEqual(["dist/browser/index.js"]);
});

test("the built mock for pages runs with the globals of a page only", async () => {
  const { outputFiles } = await build({
    entryPoints: [FILE],
    bundle: true,
    format: "iife",
    globalName: "page",
    write: false,
  });
  const context = createContext(WEB_GLOBALS);
  runInContext(outputFiles[0]?.text ?? "", context);
  const json: string = await runInContext(program, context);
  const contract = await loadContract();
  expect(JSON.parse(json)).toEqual([
    contract.statuses[0],
    contract.statuses.at(-1),
    contract.statuses.length,
  ]);
});

/** Creates a training with a webhook, and returns its first and its last status and the number of its webhooks. */
const program = `(async () => {
  const mock = page.createBrowserMock({ now: () => 0, onWebhook: () => new Response() });
  const send = async (path, fields) => {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(fields) };
    return (await mock.fetch("${HOST}" + path, init)).json();
  };
  const first = await send("${CREATE}", ${JSON.stringify({ ...trainingRequest, webhook: "https://app.example/hook" })});
  await mock.advance(7 * 24 * 3_600_000);
  const last = await send("${STATUS}/" + first.training_id, { key: "k" });
  return JSON.stringify([first.messege, last.messege, mock.deliveries.length]);
})()`;
