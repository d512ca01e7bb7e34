import type { PrivateValue } from "./find-values.ts";
import { MAX_VALUES } from "./redact-request.ts";

/** The private values of recent requests. A response can repeat those of an earlier request. */
export interface RecentValues {
  add(values: readonly PrivateValue[]): void;
  list(): PrivateValue[];
}

/** Creates a memory of private values. The ones that were used least recently are forgotten first. */
export function createRecentValues(): RecentValues {
  const recent = new Map<string, PrivateValue>();
  return {
    add(values) {
      for (const value of values) {
        const known = recent.get(value.needle) ?? value;
        recent.delete(value.needle);
        recent.set(value.needle, known);
        if (recent.size > MAX_VALUES) recent.delete(recent.keys().next().value ?? "");
      }
    },
    list: () => [...recent.values()],
  };
}
