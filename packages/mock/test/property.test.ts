import { createMock, faults, scenarios } from "@dreambooth-sandbox/mock";
import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  dictionary,
  json,
  oneof,
  option,
  record,
  string,
} from "fast-check";
import { expect, test } from "vitest";
import { loadContract } from "../src/contract/load-contract.ts";
import type { MockRequest } from "../src/exchange.ts";
import { createLiveValidator } from "../src/prism/live-validator.ts";
import { toPrismRequest } from "../src/prism/prism-request.ts";
import { CREATE, STATUS, trainingRequest } from "./training-request.ts";

const contract = await loadContract();
const validate = await createLiveValidator(contract.operations);
const examples = ["created", "model_ready", "worker_log", "fields_refused", "nope"];
const harmless = faults.filter(({ name }) => ["rate-limit", "server-error", "unavailable"].includes(name));

const fields = record(
  {
    ...Object.fromEntries(
      Object.entries(trainingRequest).map(([name, value]) => [name, constantFrom(value, "", null, 3, [])]),
    ),
    key: constantFrom("k", "", "invalid", "rate-limited", "no-credits", 5, null),
  },
  { requiredKeys: [] },
);
const requests = record({
  path: oneof(
    constantFrom(CREATE, `${STATUS}/${contract.documentedId}`),
    string({ maxLength: 30 }).map((id) => `${STATUS}/${encodeURIComponent(id.toWellFormed()) || "x"}`),
  ),
  body: oneof(
    fields.map((body) => JSON.stringify(body)),
    json(),
    string(),
  ),
  contentType: constantFrom("application/json", "application/json; charset=utf-8", "text/plain", ""),
  accept: constantFrom("*/*", "application/json", "text/html"),
  prefer: option(
    oneof(
      constantFrom(...scenarios.map(({ name }) => `scenario=${name}`)),
      constantFrom(...harmless.map(({ name }) => `fault=${name}`)),
      constantFrom(...examples.map((name) => `example=${name}`)),
      constantFrom("code=429", "code=999", "code=418", "dynamic=true", ";;,=", '"'),
    ),
    { nil: undefined },
  ),
});

/** Status codes of content negotiation, which the contract does not describe. */
const OUTSIDE = new Set([406]);

test("every response to a random request is valid", async () => {
  await using mock = await createMock();
  await assert(
    asyncProperty(requests, async ({ path, body, contentType, accept, prefer }) => {
      const headers = { "content-type": contentType, accept, ...(prefer !== undefined && { prefer }) };
      const response = await mock.fetch(`https://mock.test${path}`, { method: "POST", headers, body });
      const sent: MockRequest = {
        method: "POST",
        origin: "https://mock.test",
        path,
        query: "",
        headers: { contentType, accept, prefer },
        body,
        allHeaders: () => headers,
      };
      const live = {
        status: response.status,
        contentType: response.headers.get("content-type") ?? "",
        body: await response.json(),
      };
      const violations = await validate(toPrismRequest(sent, path), live);
      const found = violations.filter(({ location }) => location[0] === "response");
      expect(OUTSIDE.has(live.status) ? [] : found).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test("any other path and method gets an error response", async () => {
  await using mock = await createMock();
  const paths = array(string({ maxLength: 8 }), { maxLength: 8 }).map((parts) =>
    parts.map((part) => `/x${encodeURIComponent(part.toWellFormed())}`).join(""),
  );
  await assert(
    asyncProperty(paths, constantFrom("GET", "POST", "PUT", "DELETE"), async (path, method) => {
      const response = await mock.fetch(`https://mock.test${path}`, { method });
      expect([404, 405]).toContain(response.status);
      expect(await response.json()).toMatchObject({ status: "error", message: expect.any(String) });
    }),
    { numRuns: 300 },
  );
});

test("any header Prefer is obeyed, ignored or refused", async () => {
  await using mock = await createMock();
  const word = string({ maxLength: 12 });
  // These two select responses with other codes; the test above sends them.
  const name = word.filter((text) => !["code", "fault"].includes(text.trim().toLowerCase()));
  await assert(
    asyncProperty(dictionary(name, word, { maxKeys: 4 }), async (preferences) => {
      const text = Object.entries(preferences)
        .map(([name, value]) => `${name}=${value}`)
        .join(", ");
      const prefer = text.replace(/[^\x20-\x7e]/g, "");
      const response = await mock.fetch(`https://mock.test${STATUS}/${contract.documentedId}`, {
        method: "POST",
        headers: { "content-type": "application/json", prefer },
        body: '{"key":"k"}',
      });
      expect([200, 400, 404]).toContain(response.status);
    }),
    { numRuns: 300 },
  );
});
