import type { SampleLanguage } from "./sample-language.ts";

/** JavaScript with `fetch`, without any package. */
export const javascript: SampleLanguage = {
  extension: "js",
  title: "JavaScript",
  highlighter: "javascript",
  description: "JavaScript, with `fetch`",
  needs: "Node 20.19, Deno 2 or Bun",
  programs: ["node"],
  testArguments: ["--throw-deprecation"],
  probe: ["--version"],
  quoteInCode: (value) => JSON.stringify(value),
  quoteInBody: (value) => JSON.stringify(value),
  null: "null",
};
