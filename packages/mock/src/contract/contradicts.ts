/** Whether a keyword of JSON Schema rejects a value. Keywords that this function does not know reject every value. */
export function contradicts(keyword: string, rule: unknown, value: unknown): boolean {
  switch (keyword) {
    case "type":
      return ![rule].flat().some((type) => hasType(value, type));
    case "enum":
      return Array.isArray(rule) && !rule.includes(value);
    case "pattern":
      return typeof value === "string" && !new RegExp(String(rule), "u").test(value);
    case "minimum":
      return typeof value === "number" && value < Number(rule);
    case "minItems":
      return Array.isArray(value) && value.length < Number(rule);
    case "minLength":
      return typeof value === "string" && value.length < Number(rule);
    default:
      return true;
  }
}

function hasType(value: unknown, type: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}
