import { createClient, UnsupportedRuntimeError } from "@dreambooth-sandbox/client";
import { afterEach, describe, expect, test, vi } from "vitest";
import { detectRuntime, sendOnceInit } from "../src/http/runtime.ts";
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

afterEach(() => vi.unstubAllGlobals());

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
  const options = { apiKey: "test-key", logger: {} };
  /** Creates a client while the globals of Node are hidden. */
  const createInBrowser = (more: object = {}) => {
    const fetch = vi.fn<(url: string) => Promise<Response>>(async (url) =>
      Response.json(url.includes(ID) ? ready : created),
    );
    vi.stubGlobal("fetch", fetch);
    vi.stubGlobal("process", { env: {}, versions: {} });
    const client = createClient({ ...options, ...more });
    vi.unstubAllGlobals();
    vi.stubGlobal("fetch", fetch);
    return { client, fetch };
  };

  test("createTraining is refused before anything is sent, and the message states why", async () => {
    const { client, fetch } = createInBrowser();
    const error = await rejection(client.createTraining(request));
    expect(error).toBeInstanceOf(UnsupportedRuntimeError);
    expect(String(error)).toMatch(/can send a request twice.*dangerouslyAllowBrowser/);
    expect(fetch).not.toHaveBeenCalled();
  });

  test("createTraining is refused too if the browser's own fetch is passed", async () => {
    const browserFetch = vi.fn<() => Promise<Response>>(async () => Response.json(created));
    const { client } = createInBrowser({ fetch: browserFetch });
    vi.stubGlobal("fetch", browserFetch);
    expect(await rejection(client.createTraining(request))).toBeInstanceOf(UnsupportedRuntimeError);
    expect(browserFetch).not.toHaveBeenCalled();
  });

  test("dangerouslyAllowBrowser and an injected fetch allow it", async () => {
    const allowed = createInBrowser({ dangerouslyAllowBrowser: true });
    expect(await allowed.client.createTraining(request)).toMatchObject({ trainingId: ID });
    const injected = createInBrowser({ fetch: async () => Response.json(created) });
    expect(await injected.client.createTraining(request)).toMatchObject({ trainingId: ID });
  });

  test("status requests are sent", async () => {
    const { client } = createInBrowser();
    expect(await client.getTrainingStatus(ID)).toMatchObject({ status: "model_ready" });
  });
});
