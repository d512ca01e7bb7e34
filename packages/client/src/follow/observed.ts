import { findListedStatus } from "../listed-status.ts";

const MOST_NAMES = 12;
const OTHERS = "others";
/** What a status looks like that is worth showing. Anything else could make a state large. */
const STATUS_NAME = /^[a-z][a-z_]{0,24}$/;

/** Returns the name under which a status is counted. */
export function nameStatus(status: string): string {
  return findListedStatus(status) ?? (STATUS_NAME.test(status) ? status : OTHERS);
}

/** Counts one observation. After twelve different names, the rest counts as `others`. */
export function countObserved(observed: Record<string, number>, name: string): Record<string, number> {
  const isKnown = Object.hasOwn(observed, name) || Object.keys(observed).length < MOST_NAMES;
  const key = isKnown ? name : OTHERS;
  return { ...observed, [key]: (Object.hasOwn(observed, key) ? (observed[key] ?? 0) : 0) + 1 };
}
