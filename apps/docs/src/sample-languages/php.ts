import type { SampleLanguage } from "./sample-language.ts";

/** PHP with its curl extension. */
export const php: SampleLanguage = {
  extension: "php",
  title: "PHP",
  highlighter: "php",
  description: "PHP, with its curl extension",
  needs: "PHP 8.1",
  programs: ["php"],
  testArguments: ["-d", "error_reporting=-1", "-d", "display_errors=stderr"],
  probe: ["-r", "curl_init();"],
  quoteInCode: quote,
  quoteInBody: quote,
  null: "null",
};

function quote(value: string): string {
  return `"${value.replace(/[\\"$]/g, "\\$&")}"`;
}
