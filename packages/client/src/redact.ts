const REDACTED = "[redacted]";

/** Shorter keys are redacted only where they stand alone, or every word would lose letters. */
const SHORTEST_SECRET = 8;

export type Redact = (text: string) => string;

/** Makes a function that takes the key out of a text: plain, URL-encoded, or escaped as in JSON, mixed in any way. */
export function createRedact(key: string): Redact {
  const anywhere = Array.from(key, toPattern).join("");
  const alone = `(?<![A-Za-z0-9])${anywhere}(?![A-Za-z0-9])`;
  const pattern = new RegExp(key.length < SHORTEST_SECRET ? alone : anywhere, "g");
  return (text) => text.replace(pattern, REDACTED);
}

function toPattern(char: string): string {
  const bytes = [...new TextEncoder().encode(char)].map((byte) => `%(?:25)*${toHex(byte, 2)}`).join("");
  const units = Array.from({ length: char.length }, (_, i) => `\\\\u${toHex(char.charCodeAt(i), 4)}`).join(
    "",
  );
  const plain = char.replace(/[^\w\s]/gu, String.raw`\$&`);
  return `(?:\\\\?${plain}|${bytes}|${units}${char === " " ? "|\\+" : ""})`;
}

/** Hexadecimal digits, as a pattern for either case. */
function toHex(value: number, length: number): string {
  const digits = value.toString(16).padStart(length, "0");
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/** A copy of an error from elsewhere with nothing but name, message, code, stack and causes, all without the key. */
export function redactError(error: unknown, redact: Redact): Error {
  const { name, message, code, stack, cause, errors } = (error ?? {}) as Partial<AggregateError> & {
    code?: unknown;
  };
  const copy = new Error(
    redact(String(message ?? error)),
    cause ? { cause: redactError(cause, redact) } : undefined,
  );
  return Object.assign(copy, {
    name: redact(String(name)),
    ...(code !== undefined && { code: redact(String(code)) }),
    ...(stack && { stack: redact(stack) }),
    ...(errors && { errors: errors.map((each) => redactError(each, redact)) }),
  });
}
