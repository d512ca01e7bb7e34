import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { SAMPLE_LANGUAGES } from "../sample-languages/registry.ts";
import type { SampleLanguage } from "../sample-languages/sample-language.ts";
import { CONTRACT_FILE } from "./contract.ts";

/** The folder that holds every sample. */
export const SAMPLES_FOLDER = join(dirname(CONTRACT_FILE), "code-samples");

/** A runnable sample of an operation. */
export interface Sample {
  language: SampleLanguage;
  source: string;
}

/** Returns the path of an operation's sample in a language, whether or not the file exists. */
export function sampleFile(operationId: string, { extension }: SampleLanguage): string {
  return join(SAMPLES_FOLDER, `${operationId}.${extension}`);
}

/** Returns the samples of an operation in the order of the tabs. A webhook, which readers receive, has none. */
export function readSamples(operationId: string): Sample[] {
  return SAMPLE_LANGUAGES.map((language) => ({ language, file: sampleFile(operationId, language) }))
    .filter(({ file }) => existsSync(file))
    .map(({ language, file }) => ({ language, source: readFileSync(file, "utf8") }));
}
