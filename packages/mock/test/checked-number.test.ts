import { assert, maxSafeInteger, property } from "fast-check";
import { expect, test } from "vitest";
import { CHECKED_LENGTH, decodeChecked, encodeChecked } from "../src/life-cycle/checked-number.ts";

const DIGITS = Array.from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
const places = Array.from({ length: CHECKED_LENGTH }, (_, place) => place);
const neighbors = places.slice(0, -1);

/** Finds the digits of a valid text with the given digits from a place on, by trying all digits in two places far from it. */
function findValid(place: number, ...digits: string[]): string[] {
  const free = place < CHECKED_LENGTH / 2 ? CHECKED_LENGTH - 2 : 0;
  const text = places.map(() => "0").toSpliced(place, digits.length, ...digits);
  for (const first of DIGITS)
    for (const second of DIGITS) {
      const completed = text.toSpliced(free, 2, first, second);
      if (isValid(completed.join(""))) return completed;
    }
  throw new Error(`No valid number has ${digits.join("")} in place ${place}.`);
}

function isValid(text: string): boolean {
  return decodeChecked(text) !== undefined;
}

test("a number survives encoding and decoding", () => {
  assert(
    property(maxSafeInteger().map(Math.abs), (value) => {
      const text = encodeChecked(value);
      expect(text).toMatch(/^[0-9A-Za-z]{10}$/);
      expect(decodeChecked(text)).toBe(value);
    }),
  );
});

test.each(places)("place %i: every digit that is changed to any other is detected", (place) => {
  for (const digit of DIGITS) {
    const valid = findValid(place, digit);
    const others = DIGITS.filter((other) => other !== digit);
    const undetected = others.filter((other) => isValid(valid.with(place, other).join("")));
    expect(undetected).toEqual([]);
  }
});

test.each(neighbors)("place %i: every two different neighbors that are swapped are detected", (place) => {
  const undetected: string[] = [];
  for (const left of DIGITS)
    for (const right of DIGITS.filter((other) => other !== left)) {
      const swapped = findValid(place, left, right)
        .with(place, right)
        .with(place + 1, left)
        .join("");
      if (isValid(swapped)) undetected.push(swapped);
    }
  expect(undetected).toEqual([]);
});

test.each(["", "000000000", "00000000000", "00000000-0", "0000000 00", "000000000é"])(
  "%j is not a checked number",
  (text) => {
    expect(decodeChecked(text)).toBeUndefined();
  },
);
