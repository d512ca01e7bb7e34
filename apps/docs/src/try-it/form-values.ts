import type { FieldValue } from "./edit-body.ts";

/** What an empty control of a single value means; without it, an empty string. */
export type EmptyMeaning = "null" | "left out";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The controls of the request's fields. */
export function fieldControls(): Control[] {
  return [...document.querySelectorAll<Control>("[data-field]")];
}

/** The request that the reader entered, without the key and without the fields that are left out. */
export function readFields(): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  for (const control of fieldControls()) {
    const value = readControl(control);
    if (value !== undefined) fields[control.dataset["field"] ?? ""] = value;
  }
  return fields;
}

/** Returns a control's value, or undefined if its field is left out. */
export function readControl({ value, dataset }: Pick<Control, "value" | "dataset">): FieldValue | undefined {
  const isLeftOut = dataset["empty"] === ("left out" satisfies EmptyMeaning);
  if (dataset["kind"] === "list") {
    const lines = value.split(/\s+/).filter((line) => line !== "");
    return lines.length === 0 && isLeftOut ? undefined : lines;
  }
  if (value !== "") return value;
  if (isLeftOut) return undefined;
  return dataset["empty"] === ("null" satisfies EmptyMeaning) ? null : "";
}
