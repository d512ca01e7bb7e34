import { assert, constantFrom, integer, property, record, sample, string } from "fast-check";
import { expect, test } from "vitest";
import { issueNonce, findNoncePlace } from "../src/life-cycle/nonces.ts";
import { decodeTrainingId, encodeTrainingId } from "../src/life-cycle/training-id.ts";

const NOW_MS = 1_795_000_000_000;
const LAST_MS = 2 ** 42 - 1;
const keys = record({
  startMs: integer({ min: 0, max: LAST_MS }),
  nonce: integer({ min: 0, max: 2 ** 48 - 1 }),
  scenario: integer({ min: 0, max: 255 }),
});

test("an id contains its start, its nonce and its scenario", () => {
  assert(
    property(keys, (key) => {
      const id = encodeTrainingId(key);
      expect(id).toMatch(/^[A-Za-z0-9]{25}$/);
      expect(decodeTrainingId(id)).toEqual(key);
    }),
  );
});

test("an id can be made for every present that a clock returns", () => {
  const startOf = (startMs: number) =>
    decodeTrainingId(encodeTrainingId({ startMs, nonce: 1, scenario: 0 }))?.startMs;
  expect([-5, 0.9, NOW_MS + 0.5, LAST_MS * 2].map(startOf)).toEqual([0, 0, NOW_MS, LAST_MS]);
});

test("10,000 ids of one millisecond are different", () => {
  const ids = Array.from({ length: 10_000 }, () =>
    encodeTrainingId({ startMs: NOW_MS, nonce: issueNonce(), scenario: 3 }),
  );
  expect(new Set(ids).size).toBe(10_000);
});

test("a process recognizes its own nonces, and counts them", () => {
  const first = issueNonce();
  const second = issueNonce();
  expect(findNoncePlace(second)).toBe((findNoncePlace(first) ?? 0) + 1);
  expect(findNoncePlace((second + 1) % 2 ** 48)).toBeUndefined();
  expect(findNoncePlace((first + 2 ** 47) % 2 ** 48)).toBeUndefined();
});

test("no random text is an id", () => {
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".split("");
  const text = string({ unit: constantFrom(...digits), minLength: 25, maxLength: 25 });
  expect(sample(text, 50_000).filter((id) => decodeTrainingId(id))).toEqual([]);
});
