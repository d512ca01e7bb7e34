import type { FieldValue } from "./fill-sample.ts";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The controls of the request's fields. */
export function fieldControls(): Control[] {
  return [...document.querySelectorAll<Control>("[data-field]")];
}

/** The request that the reader entered, without the key. */
export function readFields(): Record<string, FieldValue> {
  return Object.fromEntries(
    fieldControls().map((control) => [control.dataset["field"], readControl(control)]),
  );
}

function readControl({ value, dataset }: Control): FieldValue {
  if (dataset["kind"] === "list") return value.split(/\s+/).filter((line) => line !== "");
  return value === "" && dataset["empty"] === "null" ? null : value;
}
