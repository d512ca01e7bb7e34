import { assert, constantFrom, integer, property, record, sample, string } from "fast-check";
import { expect, test } from "vitest";
import { createIdMaker, decodeTrainingId, encodeTrainingId } from "../src/life-cycle/training-id.ts";

const NOW_MS = 1_795_000_000_000;
const keys = record({
  startMs: integer({ min: NOW_MS - 1e9, max: NOW_MS + 1e9 }),
  scenario: integer({ min: 0, max: 31 }),
});

test("an id contains its start and its scenario", () => {
  assert(
    property(keys, integer({ min: 0, max: 31 }), (key, serial) => {
      const id = encodeTrainingId(key, serial);
      expect(id).toMatch(/^[A-Za-z0-9]{10}$/);
      expect(decodeTrainingId(id, NOW_MS)).toEqual(key);
    }),
  );
});

test("an id that is older than 90 days is not recognized", () => {
  const id = encodeTrainingId({ startMs: NOW_MS, scenario: 0 }, 0);
  const dayMs = 24 * 3600 * 1000;
  expect(decodeTrainingId(id, NOW_MS + 89 * dayMs)).toBeDefined();
  expect(decodeTrainingId(id, NOW_MS + 91 * dayMs)).toBeUndefined();
});

test("creates of the same millisecond get different ids", () => {
  const makeId = createIdMaker();
  const ids = Array.from({ length: 32 }, () => makeId({ startMs: NOW_MS, scenario: 3 }));
  expect(new Set(ids).size).toBe(32);
});

test("hardly any random text is an id", () => {
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".split("");
  const text = string({ unit: constantFrom(...digits), minLength: 10, maxLength: 10 });
  const taken = sample(text, 100_000).filter((id) => decodeTrainingId(id, NOW_MS));
  expect(taken.length).toBeLessThan(30);
});
