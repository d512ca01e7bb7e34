/** A preference whose value Prism cannot read. */
export interface MalformedPreference {
  name: string;
  value: unknown;
  /** What Prism expects instead. */
  expected: string;
}

/** Returns Prism's description of malformed preferences. A test compares both. */
export function explainMalformed(malformed: MalformedPreference[]): string {
  return malformed
    .map(
      ({ name, value, expected }) =>
        `optional property ${JSON.stringify(name)}\n└─ cannot decode ${JSON.stringify(value)}, should be ${expected}`,
    )
    .join("\n");
}
