import { createBrowserMock } from "@dreambooth-sandbox/mock/browser";
import { describe, expect, test } from "vitest";
import { loadContract } from "../src/contract/load-contract.ts";
import { createBoth, createInit, receive, toInit, type BothMocks, type Received } from "./both-mocks.ts";
import { CREATE, STATUS, trainingRequest } from "./training-request.ts";

const contract = await loadContract();
const JSON_TYPE = { "content-type": "application/json" };

/** Sends the same request to both mocks, and expects the same status code and media type, and the same fields at fault. */
async function expectSameRefusal(both: BothMocks, path: string, init: RequestInit) {
  const expected = await receive(both.prism.fetch, path, init);
  const received = await receive(both.browser.fetch, path, init);
  expect(listFault(received)).toEqual(listFault(expected));
  return listFault(received);
}

function listFault({ status, contentType, body }: Received) {
  const { message, validation = [] } = Object(body) as {
    message?: unknown;
    validation?: { location?: string[]; code?: string; message: string }[];
  };
  const named = typeof message === "object" && message !== null ? Object.keys(message) : [];
  const located = validation.map(({ location = [], message }) =>
    [...location, ...(/required property '(.*)'/.exec(message)?.slice(1) ?? [])].join("."),
  );
  return { status, contentType, fields: [...new Set([...named, ...located])].toSorted() };
}

/** Values that are right for some fields and wrong for others. */
const VALUES = [
  undefined,
  null,
  "",
  " ",
  "x",
  5,
  -1,
  "5",
  "0",
  "2001",
  true,
  {},
  [],
  ["x"],
  ["https://a.example/1.png", 5],
  "ftp://a",
  "https://a.example",
];
const { properties = {} } = contract.create.request?.body?.contents?.[0]?.schema ?? {};

describe.each([{ strict: false }, { strict: true }])(
  "with strict: $strict, the mock for pages",
  ({ strict }) => {
    test.each(Object.keys(properties))("refuses the same values of the field %s", async (name) => {
      await using both = await createBoth({ strict });
      const refused = [];
      for (const value of VALUES) {
        const { fields } = await expectSameRefusal(both, CREATE, createInit({ [name]: value }));
        refused.push(...fields.map((field) => field.split(".").find((part) => part !== "body")));
      }
      expect(new Set(refused)).toEqual(new Set([name]));
    });

    test("names all fields of a request that has several faults", async () => {
      await using both = await createBoth({ strict });
      const wrong = Object.fromEntries(Object.keys(properties).map((name) => [name, ["x"]]));
      const { fields } = await expectSameRefusal(both, CREATE, toInit({ ...wrong, key: "k" }));
      expect(fields.length).toBeGreaterThan(3);
      await expectSameRefusal(both, CREATE, toInit({ key: "k" }));
      await expectSameRefusal(both, CREATE, createInit({ images: Array.from({ length: 20 }, () => "x") }));
    });

    test.each<[string, string, RequestInit]>([
      ["an unknown path", "/api/nothing", toInit({})],
      ["an unknown method", CREATE, { ...createInit(), method: "PUT" }],
      ["GET", CREATE, { method: "GET" }],
      ["an id that is missing", `${STATUS}/`, toInit({ key: "k" })],
      ["a key that is no string", `${STATUS}/x`, toInit({ key: 5 })],
      ["no body", CREATE, { headers: JSON_TYPE }],
      ["null", CREATE, { headers: JSON_TYPE, body: "null" }],
      ["a list", CREATE, { headers: JSON_TYPE, body: "[]" }],
      ["a string", CREATE, { headers: JSON_TYPE, body: '"x"' }],
      ["malformed JSON", CREATE, { headers: JSON_TYPE, body: "{" }],
      ["text", CREATE, { headers: { "content-type": "text/plain" }, body: JSON.stringify(trainingRequest) }],
      ["a form", CREATE, { headers: { "content-type": "application/x-www-form-urlencoded" }, body: "key=k" }],
      [
        "another JSON type",
        CREATE,
        createInit({}, { "content-type": "application/vnd.test+json; charset=utf-8" }),
      ],
      ["Accept that excludes JSON", CREATE, createInit({}, { accept: "text/html" })],
      ["Accept with q=0", CREATE, createInit({}, { accept: "application/json;q=0" })],
      ["Accept with a wildcard", CREATE, createInit({}, { accept: "text/html, application/*;q=0.5" })],
      ["Accept without a media type", CREATE, createInit({}, { accept: "*" })],
      ["an invalid request and Accept", CREATE, toInit({ key: "k" }, { accept: "text/html" })],
      ["an unknown code", CREATE, createInit({}, { prefer: "code=418" })],
      ["an unknown example", CREATE, createInit({}, { prefer: "example=nothing" })],
      ["a code that Accept excludes", CREATE, createInit({}, { prefer: "code=401", accept: "text/html" })],
      ["a code for an invalid request", CREATE, toInit({ key: "k" }, { prefer: "code=401" })],
      ["a malformed preference", CREATE, createInit({}, { prefer: "code=abc" })],
      ["an unknown scenario", CREATE, createInit({}, { prefer: "scenario=nothing" })],
      ["a fault of an invalid request", CREATE, toInit({ key: "k" }, { prefer: "fault=rate-limit" })],
      ["a body that is too long", CREATE, createInit({ class_prompt: "x".repeat(2 ** 20) })],
      ["headers that are too long", CREATE, createInit({}, { "x-long": "x".repeat(2 ** 14) })],
    ])("responds to %s with the same code and fields", async (_name, path, init) => {
      await using both = await createBoth({ strict });
      await expectSameRefusal(both, path, init);
      expect(both.browser.created).toBe(both.prism.created);
    });
  },
);

test("the mock for pages lists at most 100 violations", async () => {
  await using both = await createBoth({ strict: true });
  const images = Array.from({ length: 500 }, () => "x");
  const { body } = await receive(both.browser.fetch, CREATE, createInit({ images }));
  expect(Object(body).validation).toHaveLength(100);
});

test("the mock for pages generates no responses", async () => {
  await using both = await createBoth();
  const { status, body } = await receive(
    both.browser.fetch,
    CREATE,
    createInit({}, { prefer: "dynamic=true" }),
  );
  expect([status, Object(body).message]).toEqual([501, expect.stringContaining("createMock")]);
  expect(both.browser.created).toBe(0);
});

test("the mock for pages refuses invalid options", () => {
  expect(() => createBrowserMock({ scenario: "nothing" })).toThrow(RangeError);
  expect(() => createBrowserMock({ speed: 0 })).toThrow(RangeError);
});
