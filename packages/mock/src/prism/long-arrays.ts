/** The length from which arrays are long. */
const LONG = 1_000;

/**
 * Returns beginnings of a body with long arrays, each twice as long as the one before, without the body itself. Prism makes
 * several objects per violation, and one body can have hundreds of thousands of them. The beginning of a body that is wrong
 * everywhere has enough to list.
 */
export function* listBeginnings(body: unknown): Generator {
  const longest = findLongest(body);
  for (let length = LONG; length < longest; length *= 2) yield shorten(body, length);
}

function findLongest(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const children = Object.values(value);
  return children.reduce<number>(
    (longest, child) => Math.max(longest, findLongest(child)),
    Array.isArray(value) ? value.length : 0,
  );
}

function shorten(value: unknown, length: number): unknown {
  if (Array.isArray(value)) return value.slice(0, length).map((item) => shorten(item, length));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, shorten(child, length)]));
}
