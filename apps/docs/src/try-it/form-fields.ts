import { resolve, type Schema } from "../contract/contract.ts";
import { escapeHtml } from "../escape.ts";
import { renderMarkdown } from "../markdown/render-markdown.ts";
import type { EmptyMeaning } from "./form-values.ts";

/** The fields of a request as form controls, filled with the documented values. The key has a control of its own. */
export function renderFields(schema: Schema, documented: Record<string, unknown>): string {
  const { properties = {}, required = [] } = resolve(schema);
  return Object.entries(properties)
    .filter(([name]) => name !== "key")
    .map(([name, field]) => renderField(name, resolve(field), required.includes(name), documented[name]))
    .join("\n");
}

function renderField(name: string, schema: Schema, isRequired: boolean, value: unknown): string {
  const each = schema.items === undefined ? "" : "One link a line. ";
  return `<div class="field">
<label for="field-${name}">${name}${isRequired ? " <small>required</small>" : ""}</label>
${renderControl(name, schema, emptyMeaning(schema, isRequired), value)}
<p class="problem" id="problem-${name}" hidden></p>
<div class="hint" id="hint-${name}">${renderMarkdown(each + (schema.description ?? "") + valuesHint(schema))}</div>
</div>`;
}

function renderControl(
  name: string,
  schema: Schema,
  empty: EmptyMeaning | undefined,
  value: unknown,
): string {
  const attributes = `id="field-${name}" data-field="${name}"${empty === undefined ? "" : ` data-empty="${empty}"`} aria-describedby="hint-${name} problem-${name}"`;
  if (schema.items) {
    const lines = Array.isArray(value) ? value.map(String) : [];
    return `<textarea ${attributes} data-kind="list" rows="${lines.length + 1}" spellcheck="false">${escapeHtml(lines.join("\n"))}</textarea>`;
  }
  const options = enumOf(schema);
  if (options === undefined) {
    return `<input ${attributes} autocomplete="off" value="${escapeHtml(typeof value === "string" ? value : "")}">`;
  }
  const emptyOption = empty === undefined ? [] : [renderOption("", empty, typeof value !== "string")];
  const named = options.map((option) =>
    renderOption(option, option === "null" ? '"null", as a string' : option, option === value),
  );
  return `<select ${attributes}>${[...named, ...emptyOption].join("")}</select>`;
}

function renderOption(value: string, label: string, isSelected: boolean): string {
  return `<option value="${escapeHtml(value)}"${isSelected ? " selected" : ""}>${escapeHtml(label)}</option>`;
}

/** Returns what an empty control means for a field that does not accept the empty string. */
function emptyMeaning(schema: Schema, isRequired: boolean): EmptyMeaning | undefined {
  const acceptsEmpty = schema.pattern !== undefined && new RegExp(schema.pattern, "u").test("");
  if (acceptsEmpty) return undefined;
  if (isNullable(schema)) return "null";
  return isRequired ? undefined : "left out";
}

/** What the values of an enumeration mean. */
function valuesHint(schema: Schema): string {
  const named = (schema.anyOf ?? [schema]).map(resolve).find((choice) => choice.enum);
  const meanings = Object.entries(named?.["x-enumDescriptions"] ?? {});
  return meanings
    .map(([value, meaning]) => `\n- \`${value}\`: ${meaning}`)
    .join("")
    .replace(/^./, "\n\n-");
}

function enumOf(schema: Schema): string[] | undefined {
  const values = (schema.anyOf ?? [schema]).map(resolve).find((choice) => choice.enum)?.enum;
  return values?.filter((value) => value !== null);
}

function isNullable(schema: Schema): boolean {
  const types = (schema.anyOf ?? [schema]).flatMap(({ type }) => type ?? []);
  return types.includes("null");
}
