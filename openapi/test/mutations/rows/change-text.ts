import { change } from "../row.ts";
import type { Change, Mutation } from "../row.ts";

/** Returns the mutations of a text of a table: it is empty, or that of the next row. */
export function changeText(
  texts: readonly string[],
  index: number,
  toChange: (text: string) => Change,
): Mutation[] {
  const next = texts[(index + 1) % texts.length] ?? "";
  return [change("is empty", toChange("")), change("is that of the next row", toChange(next))];
}
