/*
 * A nonce distinguishes trainings of the same millisecond: within a process by counting, across replicas by the 48
 * random bits at which each process begins to count.
 */
const NONCES = 2 ** 48;
const [low = 0, high = 0] = crypto.getRandomValues(new Uint32Array(2));
const FIRST = (high % 2 ** 16) * 2 ** 32 + low;

let issued = 0;

/** Returns a nonce that this process has not used yet. */
export function issueNonce(): number {
  const nonce = (FIRST + issued) % NONCES;
  issued += 1;
  return nonce;
}

/** Returns how many nonces this process has used. */
export function countIssuedNonces(): number {
  return issued;
}

/** Returns the place of a nonce among those of this process, or undefined if another process issued it. */
export function findNoncePlace(nonce: number): number | undefined {
  const place = (nonce - FIRST + NONCES) % NONCES;
  return place < issued ? place : undefined;
}
