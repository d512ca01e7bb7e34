/** Takes the API key out of a text. */
export type Redact = (text: string) => string;

/** Shorter keys are redacted only where they stand alone, or other words would lose letters. */
const SHORTEST_SECRET = 8;

/** Finds the key plain, URL-encoded, or escaped by any number of backslashes, as in JSON within JSON. */
export function createRedact(key: string): Redact {
  const [before, after] = key.length < SHORTEST_SECRET ? ["(?<!\\w)", "(?!\\w)"] : ["", ""];
  const spellings = [key, encodeURIComponent(key)].map((text) => text.replace(/\W/g, "\\\\*\\$&"));
  const pattern = new RegExp(`${before}(${spellings.join("|")})${after}`, "gi");
  return (text) => text.replace(pattern, "[redacted]");
}
