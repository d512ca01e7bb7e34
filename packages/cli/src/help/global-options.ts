/** An option as the help shows it. */
export interface HelpEntry {
  flags: string;
  description: string;
}

/** The options that every command accepts. */
export const globalOptions: readonly HelpEntry[] = [
  { flags: "--base-url <url>", description: "the base URL of the service" },
  { flags: "--key-file <file>", description: "read the API key from a file that only you can use" },
  { flags: "--journal <folder>", description: "where to record what is sent and how it ended" },
  { flags: "--verbose", description: "show requests, retries, waits, and timings" },
  { flags: "--debug", description: "show the stack trace of an error" },
];

export const versionOption: HelpEntry = { flags: "-V, --version", description: "print the version" };
export const helpOption: HelpEntry = { flags: "-h, --help", description: "show help for a command" };
