import { createMock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { CREATE, post, trainingRequest } from "./training-request.ts";

const asking = { "access-control-request-method": "POST", "access-control-request-headers": "content-type" };

async function askFrom(origin: string) {
  await using mock = await createMock();
  const { url } = await mock.listen();
  const preflight = await fetch(url + CREATE, { method: "OPTIONS", headers: { origin, ...asking } });
  const { response } = await post(fetch, CREATE, trainingRequest, { origin }, url);
  return [preflight, response].map(({ headers }) => headers.get("access-control-allow-origin"));
}

test.each(["http://localhost:8080", "http://127.0.0.1:3000", "https://localhost", "http://[::1]:4000"])(
  "a page of %s may send requests and read replies",
  async (origin) => {
    expect(await askFrom(origin)).toEqual([origin, origin]);
  },
);

test.each(["https://example.com", "http://localhost.example.com", "null", "http://127.0.0.1.nip.io"])(
  "a page of %s may not",
  async (origin) => {
    expect(await askFrom(origin)).toEqual([null, null]);
  },
);

test("a preflight is answered 204, with what may be sent", async () => {
  await using mock = await createMock();
  const { url } = await mock.listen();
  const { status, headers } = await fetch(url + CREATE, {
    method: "OPTIONS",
    headers: { origin: "http://localhost:1", ...asking },
  });
  expect(status).toBe(204);
  expect(headers.get("access-control-allow-methods")).toContain("POST");
  expect(headers.get("access-control-allow-headers")).toContain("prefer");
});
