/** A language in which `openapi/code-samples/` shows each operation. */
export interface SampleLanguage {
  /** How the file's name ends: the sample is `openapi/code-samples/<operationId>.<extension>`. */
  extension: string;
  /** What its tab says. */
  label: string;
  /** Its name in highlighters. */
  highlight: string;
}

/** The languages, in the order of the tabs. */
export const SAMPLE_LANGUAGES = [
  { extension: "sh", label: "curl", highlight: "bash" },
  { extension: "js", label: "JavaScript", highlight: "javascript" },
  { extension: "mjs", label: "Node.js client", highlight: "javascript" },
  { extension: "php", label: "PHP", highlight: "php" },
  { extension: "py", label: "Python", highlight: "python" },
  { extension: "java", label: "Java", highlight: "java" },
] as const satisfies SampleLanguage[];

/** How the name of a sample's file ends. */
export type SampleExtension = (typeof SAMPLE_LANGUAGES)[number]["extension"];
