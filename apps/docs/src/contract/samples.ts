import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { SAMPLE_LANGUAGES } from "../sample-languages.ts";
import { CONTRACT_FILE } from "./contract.ts";

/** A runnable sample of an operation. */
export interface Sample {
  label: string;
  lang: string;
  source: string;
}

/** The samples of an operation, in the order of the tabs; none for the webhook, which readers receive. */
export function readSamples(operationId: string): Sample[] {
  const folder = join(dirname(CONTRACT_FILE), "code-samples");
  return SAMPLE_LANGUAGES.map(({ extension, label, highlight }) => ({
    label,
    lang: highlight,
    file: join(folder, `${operationId}.${extension}`),
  }))
    .filter(({ file }) => existsSync(file))
    .map(({ label, lang, file }) => ({ label, lang, source: readFileSync(file, "utf8") }));
}
