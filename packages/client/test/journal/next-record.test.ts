import { changeRecord, decideBegin } from "@dreambooth-sandbox/client/journal";
import { expect, test } from "vitest";
import { intentOf } from "../support/journals.ts";

const intent = intentOf("order-4711", { state: "sending", attemptId: "2", createdAt: 2_000 });
const change = { attemptId: "2", state: "created", trainingId: "F5jvdzGnYi", updatedAt: 3_000 } as const;

test("decideBegin lets a new intent begin, and a refused one with the same request", () => {
  const refused = intentOf("order-4711", { state: "refused", attemptId: "1", createdAt: 1_000 });
  expect(decideBegin(undefined, intent)).toEqual({ record: intent });
  expect(decideBegin(refused, intent)).toEqual({ record: { ...intent, createdAt: 1_000 } });
});

test.each(["sending", "created", "unknown"] as const)("decideBegin keeps an intent that is %s", (state) => {
  const existing = intentOf("order-4711", { state, attemptId: "1" });
  expect(decideBegin(existing, intent)).toEqual({ existing });
});

test("decideBegin keeps an intent that was refused with another request", () => {
  const existing = intentOf("order-4711", { state: "refused", requestHash: "another" });
  expect(decideBegin(existing, intent)).toEqual({ existing });
});

test("changeRecord replaces the state, the training, and the reason", () => {
  expect(changeRecord({ ...intent, reason: "in flight" }, change)).toEqual({
    ...intent,
    ...change,
    reason: undefined,
  });
});

test("changeRecord has no effect on a created intent, and on another attempt", () => {
  expect(changeRecord({ ...intent, state: "created" }, change)).toBeUndefined();
  expect(changeRecord({ ...intent, attemptId: "3" }, change)).toBeUndefined();
});
