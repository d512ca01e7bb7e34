/*
 * A number is written as its product with the prime P, in 25 digits of base 62. Only multiples of P are valid.
 *
 * One changed digit changes the product by d × 62^k, two swapped neighbors by d × 61 × 62^k, with 0 < |d| < 62.
 * P divides neither, because it divides none of d, 61 and 62: the result is never valid. Of all other texts of that
 * length, one in P is valid.
 */
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE = DIGITS.length;
/** The largest prime below 2^50. */
const PRIME = 2n ** 50n - 27n;

/** The length of a checked number. The service's longest known ids have the same length. */
export const CHECKED_LENGTH = 25;

/** The numbers that can be written are below this one. */
export const CHECKED_LIMIT = 2n ** 98n;

/** The number of digits that are read together as an ordinary number, which is faster than digit by digit. */
const PART_LENGTH = 5;
const PART_BASE = BigInt(BASE ** PART_LENGTH);

const values = new Map(Array.from(DIGITS, (digit, value) => [digit, value]));

/**
 * Writes a number so that a typing error in it is detected.
 *
 * @throws RangeError if the number is not below {@link CHECKED_LIMIT}.
 */
export function encodeChecked(value: bigint): string {
  if (value < 0n || value >= CHECKED_LIMIT) throw new RangeError(`${value} cannot be written as an id.`);
  let text = "";
  for (let rest = value * PRIME; text.length < CHECKED_LENGTH; rest /= PART_BASE)
    text = encodePart(Number(rest % PART_BASE)) + text;
  return text;
}

/** Reads a checked number. Returns undefined if the text is not one, or has a typing error. */
export function decodeChecked(text: string): bigint | undefined {
  if (text.length !== CHECKED_LENGTH) return undefined;
  let product = 0n;
  for (let start = 0; start < CHECKED_LENGTH; start += PART_LENGTH) {
    const part = decodePart(text, start);
    if (part === undefined) return undefined;
    product = product * PART_BASE + BigInt(part);
  }
  return product % PRIME === 0n ? product / PRIME : undefined;
}

function encodePart(part: number): string {
  let text = "";
  for (let rest = part; text.length < PART_LENGTH; rest = Math.floor(rest / BASE))
    text = DIGITS.charAt(rest % BASE) + text;
  return text;
}

function decodePart(text: string, start: number): number | undefined {
  let part = 0;
  for (let place = start; place < start + PART_LENGTH; place += 1) {
    const value = values.get(text.charAt(place));
    if (value === undefined) return undefined;
    part = part * BASE + value;
  }
  return part;
}
