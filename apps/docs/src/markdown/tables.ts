import type { MarkdownIt } from "markdown-it";

/** Lets wide tables scroll by themselves, also by keyboard. */
export function renderTables(markdown: MarkdownIt): void {
  markdown.renderer.rules.table_open = () =>
    '<div class="table" tabindex="0" role="group" aria-label="Table"><table>\n';
  markdown.renderer.rules.table_close = () => "</table></div>\n";
}

/** Gives a row whose first cell is `code` an anchor: that of the heading above it, a dot, and the code. */
export function identifyRows(markdown: MarkdownIt): void {
  markdown.core.ruler.push("identify_rows", ({ tokens }) => {
    let section = "";
    tokens.forEach((token, index) => {
      if (token.type === "heading_open") section = String(token.attrGet("id") ?? "");
      if (token.type !== "tr_open") return;
      const cell = tokens[index + 2]?.children ?? [];
      const [code] = cell;
      if (code?.type === "code_inline" && /^[\w.]+$/.test(code.content))
        token.attrSet("id", `${section}.${code.content}`);
    });
  });
}
