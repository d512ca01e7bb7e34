import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { created, ID, ready, request } from "./support/samples.ts";

const entry = join(import.meta.dirname, "../src/index.ts");
const MODULES = ["src/index.ts", "src/webhook/index.ts", "src/contract/index.ts"];

/** What a page offers, as far as the client uses it: no `process`, and nothing else of Node. */
const pageGlobals = {
  AbortController,
  AbortSignal,
  FormData,
  Headers,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  crypto,
  performance,
  setTimeout,
  clearTimeout,
};

type Client = typeof import("@dreambooth-sandbox/client");

let code = "";

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    platform: "browser",
    format: "iife",
    globalName: "client",
    conditions: ["@dreambooth-sandbox/source"],
    write: false,
    logLevel: "error",
  });
  code = outputFiles[0]?.text ?? "";
});

/** Runs the bundle in a page of its own, with this `fetch` and more globals. */
function openPage(fetch: typeof globalThis.fetch, globals: object = {}): Client {
  const page = createContext({ ...pageGlobals, fetch, ...globals });
  runInContext(code, page);
  return runInContext("client", page) as Client;
}

describe("a bundle for browsers", () => {
  test.each(MODULES)("of %s imports nothing of Node", async (module) => {
    const { metafile } = await build({
      entryPoints: [join(import.meta.dirname, "..", module)],
      bundle: true,
      platform: "browser",
      conditions: ["@dreambooth-sandbox/source"],
      format: "esm",
      metafile: true,
      write: false,
      logLevel: "error",
    });
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
    expect(imports.filter(({ path, external }) => external || path.startsWith("node:"))).toEqual([]);
  });

  test("follows a training in a page, without tracing", async () => {
    const { createClient } = openPage(async () => Response.json(ready));
    const client = createClient({ apiKey: "key", logger: {} });
    expect(await client.waitForTraining(ID)).toMatchObject({ phase: "succeeded" });
    const params = { path: { training_id: ID } };
    const path = "/api/sandbox/v3/fine_tune_status/{training_id}";
    expect(await client.api.POST(path, { params, body: {} })).toMatchObject({ data: ready });
  });

  test.each([
    ["no modules", {}],
    ["modules, but not this one", { getBuiltinModule: () => undefined }],
    ["no tracing channels", { getBuiltinModule: () => ({}) }],
  ])("polls without tracing where `process` has %s", async (_, process) => {
    const { createClient } = openPage(async () => Response.json(ready), { process: { env: {}, ...process } });
    const client = createClient({ apiKey: "key", logger: {} });
    expect(await client.getTrainingStatus(ID)).toMatchObject({ phase: "succeeded" });
  });

  test("creates a training in a page only if the caller accepts the risk", async () => {
    let calls = 0;
    const { createClient, UnsupportedRuntimeError } = openPage(async () => {
      calls++;
      return Response.json(created);
    });
    const refused = createClient({ apiKey: "key", logger: {} }).createTraining(request);
    await expect(refused).rejects.toBeInstanceOf(UnsupportedRuntimeError);
    expect(calls).toBe(0);
    const client = createClient({ apiKey: "key", logger: {}, dangerouslyAllowBrowser: true });
    expect(await client.createTraining(request)).toMatchObject({ trainingId: ID });
  });
});
