import type { GlobalOptions } from "../command-context.ts";

/** Characters that no shell interprets. */
const PLAIN_WORD = /^[\w./:@%+,=-]+$/;

/** Returns a command line of this command, with the options that lead to the same service and the same journal. */
export function formatCommand(
  words: readonly string[],
  { baseUrl, keyFile, journal }: GlobalOptions = {},
): string {
  const options = [
    ["--base-url", baseUrl],
    ["--key-file", keyFile],
    ["--journal", journal],
  ].flatMap(([name = "", value]) => (value === undefined ? [] : [name, value]));
  return ["dreambooth-sandbox", ...words, ...options].map(quoteWord).join(" ");
}

/** Returns a word as a POSIX shell reads it. */
function quoteWord(word: string): string {
  return PLAIN_WORD.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
