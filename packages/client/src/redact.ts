/** Takes the API key out of a text. */
export type Redact = (text: string) => string;

/** Shorter keys are redacted only where they stand alone, or other words would lose letters. */
const SHORTEST_SECRET = 8;

/** Finds the key plain, URL-encoded (twice, too), or escaped as in JSON, in any mixture. */
export function createRedact(key: string): Redact {
  const edge = key.length < SHORTEST_SECRET ? "\\b" : "";
  const pattern = new RegExp(edge + Array.from(key, toPattern).join("") + edge, "g");
  return (text) => text.replace(pattern, "[redacted]");
}

/** A character behind any number of backslashes, or as its code. */
function toPattern(char: string): string {
  const hex = char.charCodeAt(0).toString(16);
  const encoded = (char < "\x7F" ? `%${hex}` : encodeURIComponent(char)).replaceAll("%", "%(25)*");
  const code = `${encoded}|\\\\+u0*${hex}`.replace(
    /[a-f]/gi,
    (digit) => `[${digit.toLowerCase()}${digit.toUpperCase()}]`,
  );
  return `(${code}|\\\\*${char.replace(/\W/, "\\$&")})`;
}
