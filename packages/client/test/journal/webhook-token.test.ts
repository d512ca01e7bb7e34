import type { ClientOptions } from "@dreambooth-sandbox/client";
import { memoryJournal } from "@dreambooth-sandbox/client/journal";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findWebhookTokens } from "@dreambooth-sandbox/client/webhook";
import { addWebhookToken } from "../../src/journal/webhook-token.ts";
import { rejection } from "../support/rejection.ts";
import { created, quietClient, request, stubFetch } from "../support/samples.ts";

const intentId = "order-4711";
const TOKEN = "0123456789abcdef0123456789abcdef";

async function send(webhook: string | null, options: ClientOptions = {}) {
  const journal = memoryJournal();
  const stub = stubFetch([created]);
  const client = quietClient({ fetch: stub.fetch, journal, ...options });
  await client.createTraining({ ...request, webhook }, { intentId });
  const [call] = stub.calls;
  const { webhookToken } = (await journal.get(intentId)) ?? {};
  return { sent: JSON.parse(call?.body ?? "").webhook, webhookToken };
}

describe("the webhook of a create with an intent", () => {
  test("carries a random token of 128 bits, which the journal has", async () => {
    const [first, second] = [await send("https://example.com/hook"), await send("https://example.com/hook")];
    expect(first.webhookToken).toMatch(/^[0-9a-f]{32}$/);
    expect(first.sent).toBe(`https://example.com/hook?intent_token=${first.webhookToken}`);
    expect(second.webhookToken).not.toBe(first.webhookToken);
  });

  test("carries it in the path, or not at all, if you choose so", async () => {
    const { sent, webhookToken } = await send("https://example.com/hook?a=1", { webhookToken: "path" });
    expect(sent).toBe(`https://example.com/hook/${webhookToken}?a=1`);
    expect(await send("https://example.com/hook", { webhookToken: false })).toEqual({
      sent: "https://example.com/hook",
      webhookToken: undefined,
    });
  });

  test.each(["", null])("stays %j", async (webhook) => {
    expect(await send(webhook)).toEqual({ sent: webhook, webhookToken: undefined });
  });

  test("is the caller's own without an intent", async () => {
    const stub = stubFetch([created]);
    const webhook = "https://example.com/hook";
    const client = quietClient({ fetch: stub.fetch, journal: memoryJournal() });
    await client.createTraining({ ...request, webhook });
    expect(JSON.parse(stub.calls[0]?.body ?? "").webhook).toBe(webhook);
  });

  test("gets another token with each attempt, and is still the same request", async () => {
    const journal = memoryJournal();
    const refusal = Response.json({ status: "error", message: "Invalid Api Key" }, { status: 401 });
    const stub = stubFetch([refusal, created]);
    const client = quietClient({ fetch: stub.fetch, journal });
    const create = () => client.createTraining({ ...request, webhook: "https://example.com/" }, { intentId });
    await rejection(create());
    const first = await journal.get(intentId);
    await create();
    const second = await journal.get(intentId);
    expect(second?.requestHash).toBe(first?.requestHash);
    expect(second?.webhookToken).not.toBe(first?.webhookToken);
    expect(stub.calls[1]?.body).toContain(second?.webhookToken);
  });

  test("cannot carry it anywhere else", () => {
    const wrong = { webhookToken: "header" } as unknown as ClientOptions;
    expect(() => quietClient(wrong)).toThrow('webhookToken must be "query", "path", or false');
  });
});

describe("addWebhookToken", () => {
  test.each([
    ["https://a.example", `https://a.example?intent_token=${TOKEN}`, `https://a.example/${TOKEN}`],
    ["https://a.example/", `https://a.example/?intent_token=${TOKEN}`, `https://a.example/${TOKEN}`],
    ["https://a.example/x?", `https://a.example/x?&intent_token=${TOKEN}`, `https://a.example/x/${TOKEN}?`],
    [
      "https://a.example/x?y=%20+&z#f?g#h",
      `https://a.example/x?y=%20+&z&intent_token=${TOKEN}#f?g#h`,
      `https://a.example/x/${TOKEN}?y=%20+&z#f?g#h`,
    ],
  ])("changes nothing else of %s", (url, inQuery, inPath) => {
    expect(addWebhookToken(url, TOKEN, "query")).toBe(inQuery);
    expect(addWebhookToken(url, TOKEN, "path")).toBe(inPath);
  });

  test("adds what findWebhookTokens finds, whatever the URL", () => {
    const place = fc.constantFrom("query" as const, "path" as const);
    const url = fc.webUrl({ withQueryParameters: true, withFragments: true });
    fc.assert(
      fc.property(url, place, (url, place) => {
        expect(findWebhookTokens(addWebhookToken(url, TOKEN, place))).toEqual([TOKEN]);
      }),
    );
  });
});
