import stringWidth from "string-width";

/** What a person sees as one character: its parts cannot be separated. */
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Cuts a line of plain text to this many columns. Characters can be two columns wide, or none. */
export function fitLine(text: string, columns: number, ellipsis: string): string {
  if (stringWidth(text) <= columns) return text;
  const room = columns - stringWidth(ellipsis);
  if (room < 0) return "";
  let width = 0;
  let fitting = "";
  for (const { segment } of graphemes.segment(text)) {
    width += stringWidth(segment);
    if (width > room) break;
    fitting += segment;
  }
  return fitting + ellipsis;
}

/** Puts `end` at the right end of a line of this many columns, and cuts `text` to make room for it. */
export function fitWithEnd(text: string, end: string, columns: number, ellipsis: string): string {
  const room = columns - stringWidth(end) - 1;
  if (end === "" || room < 1) return fitLine(text, columns, ellipsis);
  const start = fitLine(text, room, ellipsis);
  return `${start}${" ".repeat(room - stringWidth(start) + 1)}${end}`;
}

/** Joins parts into as few lines of at most this many columns as possible. A part that is wider is cut. */
export function joinWithin(
  parts: readonly string[],
  separator: string,
  columns: number,
  ellipsis: string,
): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const joined = lines.length === 0 ? part : `${lines.at(-1)}${separator}${part.trimStart()}`;
    if (lines.length > 0 && stringWidth(joined) <= columns) lines[lines.length - 1] = joined;
    else lines.push(fitLine(part, columns, ellipsis));
  }
  return lines;
}
