import { ValidationError } from "@dreambooth-sandbox/client";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { listCalls } from "../support/contract-calls.ts";
import type { Call } from "../support/contract-calls.ts";
import {
  breaksKeyword,
  isAccepted,
  listKeywords,
  listRequestParts,
  toWireValue,
} from "../support/contract-rules.ts";
import type { RequestPart } from "../support/contract-rules.ts";
import { describeExpectation } from "../support/contract-words.ts";
import { contractOperations } from "../support/contract.ts";
import type { ContractOperation } from "../support/contract.ts";
import { listCandidates } from "../support/contract-values.ts";
import { createRecordingService } from "../support/recording-service.ts";
import { quietClient } from "../support/samples.ts";

// Each test is named after the row of `requestRules` that it is about. What to expect is computed from the contract.

for (const part of contractOperations.flatMap(listRequestParts)) {
  const row = `request rule ${part.name}`;
  const candidates = listCandidates(part);
  const accepted = candidates.filter((value) => isAccepted(part, value));

  for (const keyword of listKeywords(part)) {
    test(`${row} ${keyword}: accepts what the contract accepts, and rejects what breaks the keyword`, async () => {
      const broken = candidates.filter((value) => breaksKeyword(part, keyword, value));
      expect(accepted).not.toHaveLength(0);
      expect(broken).not.toHaveLength(0);
      for (const value of accepted) await expectAccepted(part, value);
      for (const value of broken) await expectRejected(part, value);
    });
  }

  for (const value of listOf(part.schema["enum"])) {
    test(`${row} enum ${JSON.stringify(value)}: is accepted and sent as it is`, () =>
      expectAccepted(part, value));
  }

  for (const type of listOf(part.schema["type"])) {
    test(`${row} type ${JSON.stringify(type)}: is accepted`, async () => {
      const ofType = accepted.filter((value) => typeOf(toWireValue(part.schema, value)) === type);
      expect(ofType).not.toHaveLength(0);
      for (const value of ofType) await expectAccepted(part, value);
    });
  }

  test(`${row} expected: the message names the field, what was expected, and what came`, async () => {
    const wrong = candidates.find((value) => !isAccepted(part, value) && !Array.isArray(value));
    const words = describeExpectation(part.schema);
    expect(words).not.toHaveLength(0);
    for (const message of await expectRejected(part, wrong)) {
      for (const word of words) expect(message).toContain(word);
    }
  });

  test(`${row} any JSON value: is accepted exactly if the contract accepts it`, async () => {
    const url = fc.string().map((text) => `https://${text}`);
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom(...candidates), url, fc.integer({ max: 3_000 }));
    await fc.assert(
      fc.asyncProperty(value, async (value) => {
        for (const call of listBodyCalls(part)) {
          const { error, sent } = await sendChanged(call, part, value);
          expect([value, error instanceof ValidationError]).toEqual([value, !isAccepted(part, value)]);
          expect(sent).toHaveLength(error === undefined ? 1 : 0);
        }
      }),
    );
  });
}

for (const { operation, field } of contractOperations.flatMap(listFields)) {
  test(`request rule ${operation.id}.${field} name: a value of the wrong type is a problem of this field`, async () => {
    for (const call of listBodyCalls({ operation })) {
      const { error, sent } = await send(call, operation.response, { ...operation.request, [field]: {} });
      expectProblem(error, sent, field);
    }
  });
}

for (const { operation, field } of contractOperations
  .flatMap(listFields)
  .filter(({ isRequired }) => isRequired)) {
  test(`request rule ${operation.id}.${field} required: is missed`, async () => {
    for (const { error, sent } of await sendWithout(operation, field)) expectProblem(error, sent, field);
  });
}

for (const { operation, field } of contractOperations
  .flatMap(listFields)
  .filter(({ isRequired }) => !isRequired)) {
  test(`request rule ${operation.id}.${field} required: may be absent`, async () => {
    for (const { sent } of await sendWithout(operation, field))
      expect(sent).toEqual([expect.not.objectContaining({ [field]: expect.anything() })]);
  });
}

function listFields(operation: ContractOperation) {
  const { fields, required } = operation;
  return Object.keys(fields).map((field) => ({ operation, field, isRequired: required.includes(field) }));
}

/** Sends requests in which a field is absent or `undefined`. */
function sendWithout(operation: ContractOperation, field: string) {
  const { [field]: _, ...without } = operation.request;
  const calls = listBodyCalls({ operation });
  return Promise.all(
    [without, { ...without, [field]: undefined }].flatMap((body) =>
      calls.map((call) => send(call, operation.response, body)),
    ),
  );
}

async function expectAccepted(part: RequestPart, value: unknown): Promise<void> {
  const [field, wireValue] = part.place(toWireValue(part.schema, value));
  for (const call of listBodyCalls(part)) {
    const { error, sent } = await sendChanged(call, part, value);
    expect([call.name, value, error]).toEqual([call.name, value, undefined]);
    expect(sent.map((body) => body[field])).toEqual([wireValue]);
  }
}

/** Returns the message of each call. */
async function expectRejected(part: RequestPart, value: unknown): Promise<string[]> {
  const outcomes = listBodyCalls(part).map((call) => sendChanged(call, part, value));
  return (await Promise.all(outcomes)).map(({ error, sent }) => {
    expect([value, error]).toEqual([value, expect.any(ValidationError)]);
    return expectProblem(error, sent, part.problemField);
  });
}

/** Expects that nothing was sent, and that the only problem is that of the field. Returns its message. */
function expectProblem(error: unknown, sent: unknown[], field: string): string {
  expect(sent).toEqual([]);
  expect(error).toMatchObject({ problems: [{ field }] });
  const [{ message } = { message: "" }] = (error as ValidationError).problems;
  expect(message.slice(0, field.length)).toBe(field);
  expect(message.slice(field.length)).toMatch(/^ must be \S.* \(got .+\)$/);
  expect(String(error)).toContain(`${message}.`);
  return message;
}

function sendChanged(call: Call, { operation, place }: RequestPart, value: unknown) {
  return send(call, operation.response, { ...operation.request, ...Object.fromEntries([place(value)]) });
}

/** Calls a service that gives one response. Returns the bodies that it received, and what the call threw. */
async function send(call: Call, response: object, body: Record<string, unknown>) {
  const service = createRecordingService([response]);
  const error: unknown = await call.send(quietClient({ fetch: service.fetch }), body).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { error, sent: service.requests.map(({ body }) => body) };
}

function listBodyCalls({ operation }: Pick<RequestPart, "operation">): Call[] {
  return listCalls(operation).filter(({ takesBody }) => takesBody);
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
