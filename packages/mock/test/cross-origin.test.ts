import { createMock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { CREATE, post, trainingRequest } from "./training-request.ts";

const preflightHeaders = {
  "access-control-request-method": "POST",
  "access-control-request-headers": "content-type",
};

async function allowedOrigins(origin: string) {
  await using mock = await createMock();
  const { url } = await mock.listen();
  const preflight = await fetch(url + CREATE, {
    method: "OPTIONS",
    headers: { origin, ...preflightHeaders },
  });
  const { response } = await post(fetch, CREATE, trainingRequest, { origin }, url);
  return [preflight, response].map(({ headers }) => headers.get("access-control-allow-origin"));
}

test.each(["http://localhost:8080", "http://127.0.0.1:3000", "https://localhost", "http://[::1]:4000"])(
  "a page of %s may send requests and read responses",
  async (origin) => {
    expect(await allowedOrigins(origin)).toEqual([origin, origin]);
  },
);

test.each(["https://example.com", "http://localhost.example.com", "null", "http://127.0.0.1.nip.io"])(
  "a page of %s may not",
  async (origin) => {
    expect(await allowedOrigins(origin)).toEqual([null, null]);
  },
);

test("a preflight gets 204 with the permitted methods and headers", async () => {
  await using mock = await createMock();
  const { url } = await mock.listen();
  const { status, headers } = await fetch(url + CREATE, {
    method: "OPTIONS",
    headers: { origin: "http://localhost:1", ...preflightHeaders },
  });
  expect(status).toBe(204);
  expect(headers.get("access-control-allow-methods")).toContain("POST");
  expect(headers.get("access-control-allow-headers")).toContain("prefer");
});
