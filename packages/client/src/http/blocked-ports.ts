/**
 * The ports that the Fetch standard blocks, because they belong to other protocols: each is the one before it plus this
 * gap. Gaps are half the bytes of the ports themselves; a test compares them with the standard's list.
 */
const GAPS: readonly number[] = [
  0, 1, 6, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 2, 12, 5, 1, 10, 16, 8, 2, 8, 8, 6, 1, 1, 1, 5, 1, 1, 2, 2, 2, 2, 4,
  12, 2, 2, 4, 18, 18, 210, 38, 38, 47, 1, 1, 1, 11, 4, 1, 1, 8, 8, 6, 2, 7, 24, 14, 35, 353, 1, 3, 2, 724, 1,
  3, 326, 1610, 386, 145, 870, 1, 939, 566, 99, 1, 1, 1, 1, 10, 18, 3383,
];

/**
 * Returns whether `fetch` refuses the port of a URL, which is empty if it is the scheme's default. The refusal has no error
 * code, and Bun connects to such a port, so the client checks it before it sends anything.
 */
export function isBlockedPort(port: string): boolean {
  let blocked = 0;
  return port !== "" && GAPS.some((gap) => (blocked += gap) === Number(port));
}
