import type { SampleLanguage } from "./sample-language.ts";

/** Node with the client of this repository. */
export const nodeClient: SampleLanguage = {
  extension: "mjs",
  title: "Node.js client",
  highlighter: "javascript",
  description: "Node, with this project's client",
  needs: "`npm install @dreambooth-sandbox/client`",
  programs: ["node"],
  testArguments: ["--throw-deprecation", "--conditions=@dreambooth-sandbox/source"],
  probe: ["--version"],
  quoteInCode: (value) => JSON.stringify(value),
  quoteInBody: (value) => JSON.stringify(value),
  null: "null",
};
