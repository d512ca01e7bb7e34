import { resolve, type Schema } from "../contract/contract.ts";
import { escapeHtml } from "../escape.ts";
import { renderMarkdown } from "../markdown/render-markdown.ts";

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
${renderControl(name, schema, value)}
<p class="problem" id="problem-${name}" hidden></p>
<div class="hint" id="hint-${name}">${renderMarkdown(each + (schema.description ?? "") + valuesHint(schema))}</div>
</div>`;
}

function renderControl(name: string, schema: Schema, value: unknown): string {
  const attributes = `id="field-${name}" data-field="${name}" aria-describedby="hint-${name} problem-${name}"`;
  if (schema.items) {
    const lines = Array.isArray(value) ? value.map(String) : [];
    return `<textarea ${attributes} data-kind="list" rows="${lines.length + 1}" spellcheck="false">${escapeHtml(lines.join("\n"))}</textarea>`;
  }
  const empty = isNullable(schema) && !new RegExp(schema.pattern ?? "").test("") ? ' data-empty="null"' : "";
  const options = enumOf(schema);
  if (options === undefined) {
    return `<input ${attributes}${empty} autocomplete="off" value="${escapeHtml(typeof value === "string" ? value : "")}">`;
  }
  return `<select ${attributes} data-empty="null">${[...options, ...(isNullable(schema) ? [null] : [])].map((option) => renderOption(option, value)).join("")}</select>`;
}

function renderOption(option: string | null, value: unknown): string {
  const label = option === "null" ? '"null", as a string' : (option ?? "null");
  return `<option value="${escapeHtml(option ?? "")}"${option === value ? " selected" : ""}>${escapeHtml(label)}</option>`;
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
  return (schema.anyOf ?? [schema]).map(resolve).find((choice) => choice.enum)?.enum;
}

function isNullable(schema: Schema): boolean {
  const types = (schema.anyOf ?? [schema]).flatMap(({ type }) => type ?? []);
  return types.includes("null");
}
