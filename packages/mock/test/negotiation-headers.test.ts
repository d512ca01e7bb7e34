import { createMock } from "@dreambooth-sandbox/mock";
import { assert, asyncProperty, constantFrom, oneof, option, stringMatching, tuple } from "fast-check";
import { expect, test } from "vitest";
import { CREATE, post, STATUS, trainingRequest } from "./training-request.ts";

/** Anything that a header may contain, and what is almost a media type. */
const headers = oneof(
  stringMatching(/^[\t -~\u0080-\u00ff]{0,30}$/),
  tuple(
    constantFrom("application/json", "*/*", "text/*", "*", "application/", "/json", "a/b/c", "json", ""),
    constantFrom("", ";", "; q=0", ";q", "; charset=utf-8", "; charset", '; a="', '; a="b,c"', ";q=2;;"),
    constantFrom("", ",", ", text/html", ",*", ", */*;q=0.1", " ,,"),
  ).map((parts) => parts.join("")),
);
const preferences = option(
  constantFrom("code=429", "example=nope", "code=429, example=nope", "dynamic=true", "code=abc"),
  { nil: undefined },
);
const paths = constantFrom(CREATE, `${STATUS}/abc`);

test.each([true, false])("no Accept and no Content-Type gets a 500 (strict: %s)", async (strict) => {
  await using mock = await createMock({ strict });
  const body = JSON.stringify(trainingRequest);
  await assert(
    asyncProperty(paths, headers, headers, preferences, async (path, accept, contentType, prefer) => {
      const sent = { accept, "content-type": contentType, ...(prefer !== undefined && { prefer }) };
      const response = await mock.fetch(`https://mock.test${path}`, { method: "POST", headers: sent, body });
      expect(response.status).toBeLessThan(500);
    }),
    { numRuns: 400 },
  );
});

test.each([
  ["*", 200],
  ["text/html, *; q=.2", 406],
  ["text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", 200],
  ["text/html,", 406],
])("Accept: %s gets %i", async (accept, code) => {
  await using mock = await createMock({ strict: true });
  const { status } = await post(mock.fetch, CREATE, trainingRequest, { accept });
  expect(status).toBe(code);
});

test.each(["json", "application/", "a b/c", "application/json, text/plain"])(
  "Content-Type: %s is an unsupported type",
  async (contentType) => {
    await using mock = await createMock({ strict: true });
    const headers = { "content-type": contentType };
    const malformed = await post(mock.fetch, CREATE, trainingRequest, headers);
    const unsupported = await post(mock.fetch, CREATE, trainingRequest, { "content-type": "text/x" });
    expect(malformed.status).toBe(415);
    expect(malformed.json).toEqual(unsupported.json);
  },
);

test("a create that is refused by Accept has no training_id", async () => {
  await using mock = await createMock();
  const { status, json } = await post(mock.fetch, CREATE, trainingRequest, { accept: "text/html" });
  expect([status, json["training_id"], mock.created]).toEqual([406, undefined, 0]);
});
