/** An evidence mark, such as `[newer docs]`. */
const MARK = /\s*\[[a-z ]+\]/g;

/** Returns the first sentence of a description, on one line and without evidence marks. */
export function toSentence(description: string): string {
  const text = description.replaceAll(MARK, "").replaceAll(/\s+/g, " ").trim();
  const end = text.search(/[.](\s|$)/);
  return end < 0 ? text : text.slice(0, end + 1);
}
