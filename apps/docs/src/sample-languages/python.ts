import type { SampleLanguage } from "./sample-language.ts";

/** Python with the package requests. */
export const python: SampleLanguage = {
  extension: "py",
  title: "Python",
  highlighter: "python",
  description: "Python, with requests",
  needs: "`pip install requests`",
  // A version manager often puts a Python without requests before the system's.
  programs: ["python3", "/usr/bin/python3"],
  testArguments: ["-W", "error::DeprecationWarning"],
  probe: ["-c", "import requests"],
  quoteInCode: (value) => JSON.stringify(value),
  quoteInBody: (value) => JSON.stringify(value),
  null: "None",
};
