/** What the client's messages call by the names of its options and methods, and what the command calls it. */
const TERMS: readonly (readonly [library: string, command: string])[] = [
  [
    "The outcome of createTraining is unknown: it may",
    "The outcome of the create is unknown: the training may",
  ],
  ["Check the network and baseUrl.", "Check the network and --base-url."],
  ["Check baseUrl, or try again later.", "Check --base-url, or try again later."],
  ["or with allowInsecureHttp", "but not for other machines"],
  ["baseUrl must be", "--base-url must be"],
  ["Check the key.", "Check DREAMBOOTH_SANDBOX_API_KEY, or the file of --key-file."],
];

/** Returns a message of the client in the command line's terms. */
export function toCommandTerms(text: string): string {
  return TERMS.reduce((message, [library, command]) => message.replace(library, () => command), text);
}
