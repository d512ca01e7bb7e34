import type { MarkdownIt, Token } from "markdown-it";
import { lifeCycleSvg } from "../contract/life-cycle.ts";
import { escapeHtml } from "../escape.ts";
import { highlight } from "./highlight.ts";

/**
 * Fences with `tab="…"` that follow each other become one set of tabs, those with `fold="…"` can be unfolded:
 * both are plain, consecutive code blocks in the Markdown twin. The one Mermaid diagram is the life cycle, drawn here.
 */
export function renderFence(markdown: MarkdownIt): void {
  markdown.renderer.rules.fence = (tokens, index) => {
    const { info, content } = tokenAt(tokens, index);
    if (info === "mermaid") return lifeCycleSvg();
    const tab = attribute(info, "tab");
    const fold = attribute(info, "fold");
    const code = renderCode(content, info);
    if (fold !== undefined)
      return `<details class="example"><summary>${inline(markdown, fold)}</summary>${code}</details>\n`;
    if (tab === undefined) return code;
    const opening = isTab(tokens[index - 1]) ? "" : '<div data-tabs="Languages">';
    const closing = isTab(tokens[index + 1]) ? "" : "</div>\n";
    return `${opening}<section data-tab="${escapeHtml(tab)}"><p class="tab-title">${escapeHtml(tab)}</p>${code}</section>${closing}`;
  };
}

type Fence = Pick<Token, "type" | "info" | "content">;

function renderCode(content: string, info: string): string {
  const language = info.split(" ", 1)[0] ?? "";
  return `<pre tabindex="0" data-language="${escapeHtml(language)}"><code>${highlight(content, language)}</code></pre>\n`;
}

function isTab(token: Fence | undefined): boolean {
  return token?.type === "fence" && attribute(token.info, "tab") !== undefined;
}

function attribute(info: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(info)?.[1];
}

function inline(markdown: MarkdownIt, text: string): string {
  return markdown.renderInline(text);
}

function tokenAt(tokens: Fence[], index: number): Fence {
  const token = tokens[index];
  if (!token) throw new RangeError(`There is no token ${index}.`);
  return token;
}
