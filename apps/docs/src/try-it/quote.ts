import type { SampleExtension } from "../sample-languages.ts";

/** A value as it stands in the request body of a sample: code in most languages, JSON inside of a text in curl and Java. */
export function quoteInBody(value: string | null, extension: SampleExtension): string {
  if (value === null) return extension === "py" ? "None" : "null";
  const json = JSON.stringify(value);
  // A here-document expands variables, a text block formats and has its own escapes.
  if (extension === "sh") return json.replace(/[\\$`]/g, "\\$&");
  if (extension === "java") return json.replaceAll("\\", "\\\\").replaceAll("%", "%%");
  return quoteInCode(value, extension);
}

/** A string as a literal of the language, in double quotes. */
export function quoteInCode(value: string, extension: SampleExtension): string {
  if (extension === "sh") return `"${value.replace(/[\\"$`]/g, "\\$&")}"`;
  if (extension === "php") return `"${value.replace(/[\\"$]/g, "\\$&")}"`;
  return JSON.stringify(value);
}
