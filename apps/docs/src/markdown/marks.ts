import type { MarkdownIt } from "markdown-it";
import { escapeHtml } from "../escape.ts";
import { evidence } from "../contract/evidence.ts";

/** Shows the contract's evidence marks, such as `[worker]`, as labels that tell what they stand for. */
export function renderMarks(markdown: MarkdownIt): void {
  const text = markdown.renderer.rules.text;
  markdown.renderer.rules.text = (tokens, index, options, env, self) => {
    const html = text ? text(tokens, index, options, env, self) : escapeHtml(tokens[index]?.content ?? "");
    return html.replace(/\[([a-z ]+)\]/g, (whole, mark: string) => {
      const meaning = evidence.get(mark);
      return meaning === undefined
        ? whole
        : `<abbr class="mark" title="${escapeHtml(meaning)}">${mark}</abbr>`;
    });
  };
}
