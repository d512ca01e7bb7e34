import type { IBuffer, IBufferCell } from "@xterm/headless";

const COLUMN_PX = 8.4;
const ROW_PX = 20;
const PADDING_PX = 14;
const BACKGROUND = "#1b1f27";
const FOREGROUND = "#d8dee9";

/** The terminal's colors by their numbers, as far as the live view uses them. */
const colors: Readonly<Record<number, string>> = { 1: "#e06c75", 2: "#98c379", 6: "#56b6c2" };

/** Returns an SVG of what a terminal shows, with the command line in place of the first row. */
export function renderScreen(buffer: IBuffer, commandLine: string): string {
  const rows = Array.from({ length: buffer.length }, (_, row) => renderRow(buffer, row));
  const lines = [escapeText(commandLine), ...rows.slice(1)];
  while (lines.at(-1) === "") lines.pop();
  const columns = buffer.getLine(0)?.length ?? 0;
  const width = Math.round(columns * COLUMN_PX + 2 * PADDING_PX);
  const height = lines.length * ROW_PX + 2 * PADDING_PX;
  const texts = lines.map(
    (line, row) => `  <text x="${PADDING_PX}" y="${PADDING_PX + ROW_PX * (row + 0.7)}">${line}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="The live view of dreambooth-sandbox wait">
  <style>text { font: 14px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: ${FOREGROUND} }</style>
  <rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>
${texts.join("\n")}
</svg>
`;
}

/** Returns the text of a row; adjacent cells with the same look share an element. */
function renderRow(buffer: IBuffer, row: number): string {
  const line = buffer.getLine(row);
  const cells = Array.from({ length: line?.length ?? 0 }, (_, column) => line?.getCell(column));
  const spans: { look: string; text: string }[] = [];
  for (const cell of cells) {
    const look = describeLook(cell);
    const text = cell?.getChars() || " ";
    const last = spans.at(-1);
    if (last?.look === look) last.text += text;
    else spans.push({ look, text });
  }
  return spans
    .map(({ look, text }) => (look === "" ? escapeText(text) : `<tspan${look}>${escapeText(text)}</tspan>`))
    .join("")
    .trimEnd();
}

function describeLook(cell: IBufferCell | undefined): string {
  if (!cell) return "";
  const color = cell.isFgPalette() ? colors[cell.getFgColor()] : undefined;
  return [
    color === undefined ? "" : ` fill="${color}"`,
    cell.isBold() ? ` font-weight="bold"` : "",
    cell.isDim() ? ` fill-opacity="0.6"` : "",
  ].join("");
}

/** Spaces become non-breaking ones, because SVG joins all others. */
function escapeText(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped.replaceAll(" ", "\u00A0");
}
