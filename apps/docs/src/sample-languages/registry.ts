import { curl } from "./curl.ts";
import { java } from "./java.ts";
import { javascript } from "./javascript.ts";
import { nodeClient } from "./node-client.ts";
import { php } from "./php.ts";
import { python } from "./python.ts";
import type { SampleLanguage } from "./sample-language.ts";

/** The languages of `openapi/code-samples/`, in the order of the tabs. */
export const SAMPLE_LANGUAGES: readonly SampleLanguage[] = [curl, javascript, nodeClient, php, python, java];
