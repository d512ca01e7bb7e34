const BITS_PER_BYTE = 8;

/** Returns this many random bits as hexadecimal digits. */
export function randomHex(bits: number): string {
  return toHex(crypto.getRandomValues(new Uint8Array(bits / BITS_PER_BYTE)));
}

/** Returns bytes as hexadecimal digits. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
