import type { SampleLanguage } from "./sample-language.ts";

/** A POSIX shell that runs curl. */
export const curl: SampleLanguage = {
  extension: "sh",
  title: "curl",
  highlighter: "bash",
  description: "curl",
  needs: "curl 7.76",
  programs: ["sh"],
  testArguments: [],
  probe: ["-c", "curl --fail-with-body --version"],
  quoteInCode: (value) => `"${value.replace(/[\\"$`]/g, "\\$&")}"`,
  // The body is a here-document, which expands variables.
  quoteInBody: (value) => JSON.stringify(value).replace(/[\\$`]/g, "\\$&"),
  null: "null",
};
