import { createMock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { CREATE, post, STATUS, trainingRequest } from "./training-request.ts";

const url = `https://mock.test${STATUS}/F5jvdzGnYi`;
const init = { method: "POST", headers: { "content-type": "application/json" }, body: '{"key":"k"}' };

test("fetch takes a URL, a string or a Request", async () => {
  await using mock = await createMock();
  const replies = await Promise.all([
    mock.fetch(url, init),
    mock.fetch(new URL(url), init),
    mock.fetch(new Request(url, init)),
    mock.fetch(new Request(url, { ...init, body: "{}" }), { body: init.body }),
  ]);
  for (const reply of replies)
    expect([reply.ok, reply.url, await reply.json()]).toEqual([
      true,
      url,
      expect.objectContaining({ messege: "model_ready" }),
    ]);
});

test("fetch takes a body that is a stream", async () => {
  await using mock = await createMock();
  const body = new Blob([init.body]).stream();
  const reply = await mock.fetch(url, { ...init, body, duplex: "half" });
  expect(await reply.json()).toHaveProperty("messege", "model_ready");
});

test("fetch works when it is torn off the mock", async () => {
  await using mock = await createMock();
  const { fetch } = mock;
  expect((await fetch(url, init)).status).toBe(200);
});

test("a signal that is aborted already rejects with its reason, and nothing is created", async () => {
  await using mock = await createMock();
  const reason = new Error("enough");
  const request = mock.fetch(`https://mock.test${CREATE}`, {
    ...init,
    body: JSON.stringify(trainingRequest),
    signal: AbortSignal.abort(reason),
  });
  await expect(request).rejects.toBe(reason);
  expect(mock.created).toBe(0);
});

test("a URL that cannot be parsed rejects with a TypeError", async () => {
  await using mock = await createMock();
  await expect(mock.fetch("/relative", init)).rejects.toThrow(TypeError);
});

test("replies are cloned and read as those of a socket", async () => {
  await using mock = await createMock();
  const reply = await mock.fetch(url, init);
  const clone = reply.clone();
  expect(await clone.text()).toBe(await reply.text());
  await expect(reply.text()).rejects.toThrow(TypeError);
});

test("mocks of one process do not share their time", async () => {
  await using one = await createMock({ now: () => 0 });
  await using other = await createMock({ now: () => 0 });
  const { json } = await post(one.fetch, CREATE, trainingRequest);
  await one.advance(3_600_000);
  const ask = (fetch: typeof globalThis.fetch) =>
    post(fetch, `${STATUS}/${String(json["training_id"])}`, { key: "k" });
  expect((await ask(one.fetch)).json["messege"]).toBe("model_ready");
  expect((await ask(other.fetch)).json["messege"]).toBe("deploying_gpu");
});
