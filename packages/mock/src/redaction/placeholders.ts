import { createHmac, randomBytes } from "node:crypto";

/** Returns the placeholder of a private value: the same for equal values of one field. */
export type ToPlaceholder = (field: string, value: string) => string;

const HASH_LENGTH = 10;
const LONGEST_NAME = 30;

/**
 * Creates placeholders that keep the form of a value: a URL stays a URL, so that the contract accepts the one where it
 * accepts the other. They are hashes with a secret that is never written, so that nobody can test guesses of a value.
 */
export function createPlaceholders(): ToPlaceholder {
  const secret = randomBytes(32);
  return (field, value) => {
    const hash = createHmac("sha256", secret).update(value).digest("hex").slice(0, HASH_LENGTH);
    const name = `${toName(field)}-${hash}`;
    return /^https?:\/\//i.test(value) ? `https://redacted.invalid/${name}` : `redacted-${name}`;
  };
}

function toName(field: string): string {
  return field.replace(/\W+/g, "").slice(0, LONGEST_NAME) || "value";
}
