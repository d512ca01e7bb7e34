import { assert, bigInt, property, sample } from "fast-check";
import { expect, test } from "vitest";
import {
  CHECKED_LENGTH,
  CHECKED_LIMIT,
  decodeChecked,
  encodeChecked,
} from "../src/life-cycle/checked-number.ts";

const DIGITS = Array.from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
const places = Array.from({ length: CHECKED_LENGTH }, (_, place) => place);
const values = bigInt({ min: 0n, max: CHECKED_LIMIT - 1n });
/** Enough for every digit to occur in almost every place. */
const texts = sample(values, 200).map((value) => Array.from(encodeChecked(value)));

function isValid(digits: readonly string[]): boolean {
  return decodeChecked(digits.join("")) !== undefined;
}

test("a number survives encoding and decoding", () => {
  assert(
    property(values, (value) => {
      const text = encodeChecked(value);
      expect(text).toMatch(/^[0-9A-Za-z]{25}$/);
      expect(decodeChecked(text)).toBe(value);
    }),
  );
});

test.each([0n, 1n, CHECKED_LIMIT - 1n])("%i survives encoding and decoding", (value) => {
  expect(decodeChecked(encodeChecked(value))).toBe(value);
});

test.each([-1n, CHECKED_LIMIT])("%i cannot be written", (value) => {
  expect(() => encodeChecked(value)).toThrow(RangeError);
});

test.each(places)("place %i: every digit that is changed to any other is detected", (place) => {
  const undetected = texts.flatMap((text) =>
    DIGITS.filter((digit) => digit !== text[place])
      .map((digit) => text.with(place, digit))
      .filter(isValid),
  );
  expect(undetected).toEqual([]);
});

test.each(places.slice(0, -1))("place %i: two different neighbors that are swapped are detected", (place) => {
  const swapped = texts
    .filter((text) => text[place] !== text[place + 1])
    .map((text) => text.toSpliced(place, 2, text[place + 1] ?? "", text[place] ?? ""));
  expect(swapped.length).toBeGreaterThan(0);
  expect(swapped.filter(isValid)).toEqual([]);
});

test("the prime divides no difference of digits and no power of the base", () => {
  const prime = decodeFactor();
  const isPrimeTo = (number: bigint): boolean => number % prime !== 0n;
  for (let difference = 1n; difference < 62n; difference += 1n) {
    expect(isPrimeTo(difference)).toBe(true);
    for (const place of places) {
      expect(isPrimeTo(difference * 62n ** BigInt(place))).toBe(true);
      expect(isPrimeTo(difference * 61n * 62n ** BigInt(place))).toBe(true);
    }
  }
});

/** Reads the factor from the number 1, which is written as the factor itself. */
function decodeFactor(): bigint {
  return Array.from(encodeChecked(1n)).reduce(
    (number, digit) => number * 62n + BigInt(DIGITS.indexOf(digit)),
    0n,
  );
}

test.each([
  "",
  "0".repeat(24),
  "0".repeat(26),
  `${"0".repeat(23)}-0`,
  `${"0".repeat(23)} 0`,
  `${"0".repeat(24)}é`,
])("%j is not a checked number", (text) => {
  expect(decodeChecked(text)).toBeUndefined();
});
