import type { FieldRule } from "@dreambooth-sandbox/client/contract";
import { Option } from "commander";
import { describeValues, formatPlaceholder } from "./describe-values.ts";
import type { RequestFields } from "./request-fields.ts";

/** The command-line option of a request field. */
export interface RequestOption extends FieldRule {
  /** The field's name on the wire. */
  field: string;
  /** The option's name, as in `--max-train-steps`. */
  name: string;
  /** The name with a placeholder, as in `--max-train-steps <number>`. */
  flags: string;
  /** What the field means and which values it accepts. */
  meaning: string;
}

/** Returns one option for each request field. */
export function listRequestOptions({ rules, descriptions }: RequestFields): RequestOption[] {
  return Object.entries(rules).map(([field, { required, rule }]) => {
    const name = `--${field.replaceAll("_", "-")}`;
    const sentences = [descriptions[field] ?? "", ...describeValues(rule)];
    const meaning = sentences.filter((sentence) => sentence !== "").join(" ");
    return { field, name, flags: `${name} ${formatPlaceholder(rule)}`, meaning, required, rule };
  });
}

/** Returns the option as commander parses it and shows it in the help. */
export function toCommanderOption({ flags, meaning, required }: RequestOption): Option {
  return new Option(flags, required ? `${meaning} (required)` : meaning).helpGroup("Request fields:");
}
