import { ValidationError } from "@dreambooth-sandbox/client";
import { describe, expect, test } from "vitest";
import { listCalls } from "./support/contract-calls.ts";
import { findOperation } from "./support/contract.ts";
import { createRecordingService } from "./support/recording-service.ts";
import { rejection } from "./support/rejection.ts";
import { quietClient } from "./support/samples.ts";

const operation = findOperation("createTraining");

class Picture {
  url = "https://example.com/1.png";
  toJSON() {
    return this.url;
  }
}

const cycle: Record<string, unknown> = {};
cycle["self"] = { cycle };
const endless: unknown[] = [];
endless.push(endless);

/** Values that JSON cannot express, or that would be sent as something else. */
const inexpressible: [name: string, value: unknown][] = [
  ["a class instance", new Picture()],
  ["a URL", new URL("https://example.com/1.png")],
  ["a Date", new Date(0)],
  ["a Map", new Map([["a", 1]])],
  ["a boxed string", Object("https://example.com/1.png")],
  ["an Error", new Error("no")],
  ["a BigInt", 14n],
  ["a function", () => "https://example.com/1.png"],
  ["a symbol", Symbol("x")],
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["a cycle of objects", cycle],
  ["a cycle of lists", endless],
  // oxlint-disable-next-line no-sparse-arrays -- a sparse list is what the client must reject
  ["a sparse list", ["https://example.com/1.png", , "https://example.com/3.png"]],
  ["a list with undefined", ["https://example.com/1.png", undefined]],
];

/** Returns the error of a request with this body, and expects that nothing was sent. */
async function errorsOf(body: unknown): Promise<unknown[]> {
  const errors: unknown[] = [];
  for (const call of listCalls(operation)) {
    const { fetch, requests } = createRecordingService([operation.response]);
    const send = call.send(quietClient({ fetch }), body as Record<string, unknown>);
    errors.push(await rejection(send));
    expect([call.name, requests]).toEqual([call.name, []]);
  }
  return errors;
}

describe.each(inexpressible)("%s is rejected before anything is sent", (_, value) => {
  test("as the whole request", async () => {
    for (const error of await errorsOf(value)) expect(error).toBeInstanceOf(ValidationError);
  });

  test.each(Object.keys(operation.fields))("as the field %s", async (field) => {
    for (const error of await errorsOf({ ...operation.request, [field]: value }))
      expectProblemWith(error, field);
  });

  test("as an item of a list", async () => {
    for (const error of await errorsOf({ ...operation.request, images: [value] }))
      expectProblemWith(error, "images[0]");
  });

  test("as a field that the contract does not list, at any depth", async () => {
    for (const error of await errorsOf({ ...operation.request, extra: value }))
      expectProblemWith(error, "extra");
    for (const error of await errorsOf({ ...operation.request, extra: { list: [{ value }] } }))
      expectProblemWith(error, "extra.list[0].value");
  });
});

test("objects without a prototype, and objects of another realm, are plain", async () => {
  for (const extra of [Object.assign(Object.create(null), { a: 1 }), structuredClone({ a: 1 })]) {
    const { fetch, requests } = createRecordingService([operation.response]);
    for (const call of listCalls(operation))
      await call.send(quietClient({ fetch }), { ...operation.request, extra });
    expect(requests.map(({ body }) => body["extra"])).toEqual([{ a: 1 }, { a: 1 }]);
  }
});

test.each([new Date(0), [], "x", 5, null])("a request must be an object: %o", async (body) => {
  for (const error of await errorsOf(body)) {
    expect(error).toBeInstanceOf(ValidationError);
    const [problem, ...others] = (error as ValidationError).problems;
    expect(problem).toEqual({ message: expect.stringMatching(/^The request must be an object \(got .+\)$/) });
    expect(others).toEqual([]);
  }
});

test("every problem is reported at once", async () => {
  const body = { ...operation.request, seed: NaN, images: [new Date(0), "ftp://a.b"] };
  for (const error of await errorsOf(body)) {
    expect(error).toBeInstanceOf(ValidationError);
    const fields = (error as ValidationError).problems.map(({ field }) => String(field));
    expect(new Set(fields)).toEqual(new Set(["images[0]", "images[1]", "seed"]));
    expect(fields).toHaveLength(3);
  }
});

/** Expects a problem of the field, or of a part of it. */
function expectProblemWith(error: unknown, field: string): void {
  expect(error).toBeInstanceOf(ValidationError);
  const { problems, message } = error as ValidationError;
  expect(problems.map((problem) => problem.field?.startsWith(field))).toContain(true);
  expect(message).toContain("nothing was sent");
}
