import type { SampleLanguage } from "./sample-language.ts";

/** Java with `java.net.http`, as a single source file. */
export const java: SampleLanguage = {
  extension: "java",
  title: "Java",
  highlighter: "java",
  description: "Java, with `java.net.http`",
  needs: "Java 17",
  programs: ["java"],
  // Optimizing a program that runs once takes longer than running it.
  testArguments: ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"],
  probe: ["--version"],
  quoteInCode: (value) => JSON.stringify(value),
  // The body is a text block with escapes of its own, and `formatted` reads percent signs.
  quoteInBody: (value) => JSON.stringify(value).replaceAll("\\", "\\\\").replaceAll("%", "%%"),
  null: "null",
};
