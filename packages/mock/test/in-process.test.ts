import { createMock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { loadContract } from "../src/contract/load-contract.ts";
import { CREATE, post, STATUS, trainingRequest } from "./training-request.ts";

const contract = await loadContract();
const url = `https://mock.test${STATUS}/${contract.documentedId}`;
const init = { method: "POST", headers: { "content-type": "application/json" }, body: '{"key":"k"}' };

test("fetch takes a URL, a string or a Request", async () => {
  await using mock = await createMock();
  const responses = await Promise.all([
    mock.fetch(url, init),
    mock.fetch(new URL(url), init),
    mock.fetch(new Request(url, init)),
    mock.fetch(new Request(url, { ...init, body: "{}" }), { body: init.body }),
  ]);
  for (const response of responses)
    expect([response.ok, response.url, await response.json()]).toEqual([
      true,
      url,
      expect.objectContaining({ messege: contract.statuses.at(-1) }),
    ]);
});

test("fetch takes a body that is a stream", async () => {
  await using mock = await createMock();
  const body = new Blob([init.body]).stream();
  const response = await mock.fetch(url, { ...init, body, duplex: "half" });
  expect(await response.json()).toHaveProperty("messege", contract.statuses.at(-1));
});

test("fetch works without its mock as receiver", async () => {
  await using mock = await createMock();
  const { fetch } = mock;
  expect((await fetch(url, init)).status).toBe(200);
});

test("an aborted signal rejects with its reason, and nothing is created", async () => {
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

test("responses can be cloned, and read once, like those of a socket", async () => {
  await using mock = await createMock();
  const response = await mock.fetch(url, init);
  const clone = response.clone();
  expect(await clone.text()).toBe(await response.text());
  await expect(response.text()).rejects.toThrow(TypeError);
});

test("mocks of one process do not share their time", async () => {
  await using one = await createMock({ now: () => 0 });
  await using other = await createMock({ now: () => 0 });
  const { json } = await post(one.fetch, CREATE, trainingRequest);
  await one.advance(7 * 24 * 3_600_000);
  const request = (fetch: typeof globalThis.fetch) =>
    post(fetch, `${STATUS}/${String(json["training_id"])}`, { key: "k" });
  expect((await request(one.fetch)).json["messege"]).toBe(contract.statuses.at(-1));
  expect((await request(other.fetch)).json["messege"]).toBe(contract.statuses[0]);
});
