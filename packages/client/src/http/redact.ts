/** Removes the API key from a string. */
export type Redact = (text: string) => string;

/** Shorter keys are redacted only where they stand alone, or other words would lose letters. */
const SHORTEST_SECRET = 8;

/** Finds the key plain, URL-encoded, or escaped by any number of backslashes, as in JSON within JSON. */
export function createRedact(key: string): Redact {
  const [before, after] = key.length < SHORTEST_SECRET ? ["(?<!\\w)", "(?!\\w)"] : ["", ""];
  // The longer spelling first: an encoded key can begin with the plain one, as in `abc%` and `abc%25`.
  const spellings = [encodeURIComponent(key), key].map((text) => text.replace(/\W/g, "\\\\*\\$&"));
  const pattern = new RegExp(`${before}(${spellings.join("|")})${after}`, "gi");
  return (text) => text.replace(pattern, "[redacted]");
}
