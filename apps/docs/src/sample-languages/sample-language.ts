import type { BundledLanguage } from "shiki";

/** A language of the files in `openapi/code-samples/`. Every part is required, so an incomplete language does not compile. */
export interface SampleLanguage {
  /** The end of a file's name: a sample is `openapi/code-samples/<operationId>.<extension>`. */
  extension: string;
  /** The title of the language's tab. */
  title: string;
  /** The name of its grammar in Shiki. */
  highlighter: BundledLanguage;
  /** What a sample is written for, in Markdown, for the README of the samples. */
  description: string;
  /** What a reader installs first, in Markdown, for the same README. */
  needs: string;
  /** The programs that can run a file. Readers type the first; tests run the first one whose probe succeeds. */
  programs: readonly [string, ...string[]];
  /** Arguments that tests put before the file, such as those that turn deprecation warnings into errors. */
  testArguments: readonly string[];
  /** Arguments with which a program exits with 0 if everything that the samples need is installed. */
  probe: readonly string[];
  /** Returns a string as a literal of the language, in double quotes. */
  quoteInCode(value: string): string;
  /** Returns a string as it stands in a sample's request body: a literal, or JSON inside a larger string. */
  quoteInBody(value: string): string;
  /** The null value as it stands in a sample's request body. */
  null: string;
}
