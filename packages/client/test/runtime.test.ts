import { UnsupportedRuntimeError, type ClientOptions } from "@dreambooth-sandbox/client";
import { describe, expect, test, vi } from "vitest";
import { detectRuntime, sendOnceInit } from "../src/http/runtime.ts";
import { createTransport, type Globals } from "../src/http/transport.ts";
import { createTraining } from "../src/operations/create-training.ts";
import { getTrainingStatus } from "../src/operations/get-training-status.ts";
import { rejection } from "./support/rejection.ts";
import { created, ID, ready, request } from "./support/samples.ts";

const node = { process: { versions: { node: "26.10.0" } } };
const jsdom = { ...node, navigator: { userAgent: "Mozilla/5.0 jsdom/27" }, document: {}, window: {} };
const scopes: [name: string, scope: object, runtime: string][] = [
  ["Node", node, "node"],
  ["jsdom on Node", jsdom, "node"],
  ["Electron's main process", { process: { ...node.process, type: "browser" } }, "node"],
  ["Bun", { ...node, Bun: { version: "1.3.11" } }, "bun"],
  ["Deno", { ...node, Deno: { version: { deno: "2.9.6" } } }, "deno"],
  ["workerd with Node's globals", { ...node, navigator: { userAgent: "Cloudflare-Workers" } }, "workerd"],
  ["a browser", { navigator: { userAgent: "Mozilla/5.0" }, document: {}, window: {} }, "other"],
  ["a browser with a bundler's process", { process: { versions: {}, env: {} }, document: {} }, "other"],
  ["a service worker", { navigator: { userAgent: "Mozilla/5.0" }, importScripts() {} }, "other"],
  ["Electron's renderer", { process: { ...node.process, type: "renderer" }, document: {} }, "other"],
  ["a web worker of Electron's renderer", { process: { ...node.process, type: "worker" } }, "other"],
  ["React Native", { process: { env: {} }, navigator: { product: "ReactNative" } }, "other"],
];

describe("detectRuntime", () => {
  test.each(scopes)("recognizes %s", (_, scope, runtime) => {
    expect(detectRuntime(scope)).toBe(runtime);
  });

  test("recognizes the runtime of this test", () => {
    expect(detectRuntime()).toBe("node");
  });
});

describe("sendOnceInit", () => {
  test("gives Deno a Blob, whose length it sends and whose content it does not send twice", async () => {
    const { body, ...rest } = sendOnceInit("deno", "{}");
    expect(rest).toEqual({});
    expect(body).toBeInstanceOf(Blob);
    expect(await (body as Blob).text()).toBe("{}");
  });

  test("gives Bun a connection of its own, and the others a string", () => {
    expect(sendOnceInit("bun", "{}")).toEqual({ body: "{}", keepalive: false });
    for (const runtime of ["node", "workerd", "other"] as const)
      expect(sendOnceInit(runtime, "{}")).toEqual({ body: "{}" });
  });
});

describe("in a browser", () => {
  /** Creates the transport of a client in a browser whose own `fetch` is `fetch`. */
  const transportIn = (fetch: Globals["fetch"], options: ClientOptions = {}) =>
    createTransport({ apiKey: "test-key", logger: {}, ...options }, { fetch });
  const createBrowserFetch = () => vi.fn<Globals["fetch"]>(async () => Response.json(created));

  test("createTraining is refused before anything is sent, and the message states why", async () => {
    const fetch = createBrowserFetch();
    const error = await rejection(createTraining(transportIn(fetch), request));
    expect(error).toBeInstanceOf(UnsupportedRuntimeError);
    expect(String(error)).toMatch(/can send a request twice.*dangerouslyAllowBrowser/);
    expect(fetch).not.toHaveBeenCalled();
  });

  test("createTraining is refused too if the browser's own fetch is passed", async () => {
    const fetch = createBrowserFetch();
    const error = await rejection(createTraining(transportIn(fetch, { fetch }), request));
    expect(error).toBeInstanceOf(UnsupportedRuntimeError);
    expect(fetch).not.toHaveBeenCalled();
  });

  test("dangerouslyAllowBrowser and an injected fetch allow it", async () => {
    const fetch = createBrowserFetch();
    const allowed = transportIn(fetch, { dangerouslyAllowBrowser: true });
    expect(await createTraining(allowed, request)).toMatchObject({ trainingId: ID });
    expect(fetch).toHaveBeenCalledOnce();
    const injected = transportIn(fetch, { fetch: async () => Response.json(created) });
    expect(await createTraining(injected, request)).toMatchObject({ trainingId: ID });
    expect(fetch).toHaveBeenCalledOnce();
  });

  test("status requests are sent", async () => {
    const transport = transportIn(async () => Response.json(ready));
    expect(await getTrainingStatus(transport, ID)).toMatchObject({ status: "model_ready" });
  });
});
