/*
 * A number is written as its product with 67, in ten digits of base 62. Only multiples of 67 are valid.
 *
 * One changed digit changes the product by d × 62^k, two swapped neighbors by d × 61 × 62^k, with 0 < |d| < 62.
 * The prime 67 divides neither, because it divides none of d, 61 and 62: the result is never valid.
 */
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE = BigInt(DIGITS.length);
const FACTOR = 67n;

/** The length of a checked number. */
export const CHECKED_LENGTH = 10;

/** Writes a number below 2^53 so that a typing error in it is detected. */
export function encodeChecked(value: number): string {
  let text = "";
  let rest = BigInt(value) * FACTOR;
  for (let place = 0; place < CHECKED_LENGTH; place += 1) {
    text = DIGITS.charAt(Number(rest % BASE)) + text;
    rest /= BASE;
  }
  return text;
}

/** Reads a checked number. Returns undefined if the text is not one, or has a typing error. */
export function decodeChecked(text: string): number | undefined {
  if (text.length !== CHECKED_LENGTH) return undefined;
  let product = 0n;
  for (const character of text) {
    const digit = DIGITS.indexOf(character);
    if (digit < 0) return undefined;
    product = product * BASE + BigInt(digit);
  }
  return product % FACTOR === 0n ? Number(product / FACTOR) : undefined;
}
