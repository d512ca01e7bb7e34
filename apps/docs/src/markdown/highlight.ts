import { createCssVariablesTheme, createHighlighter, type ThemedToken } from "shiki";
import { escapeHtml } from "../escape.ts";

const LANGUAGES = [
  "bash",
  "http",
  "java",
  "javascript",
  "json",
  "php",
  "python",
  "typescript",
  "yaml",
] as const;
type Language = (typeof LANGUAGES)[number];

const ALIASES: Record<string, Language> = {
  js: "javascript",
  mjs: "javascript",
  sh: "bash",
  ts: "typescript",
};
const THEME = createCssVariablesTheme({ variableDefaults: {} });
const PLAIN = new Set(["foreground", "token-punctuation", "token-parameter"]);

const highlighter = await createHighlighter({ themes: [THEME], langs: [...LANGUAGES] });

/** Code as HTML, with a class per kind of token; plain in languages that are not loaded. */
export function highlight(code: string, language: string): string {
  const text = code.replace(/\n$/, "");
  const lang = ALIASES[language] ?? LANGUAGES.find((name) => name === language);
  if (lang === undefined) return escapeHtml(text);
  const lines = highlighter.codeToTokensBase(text, { lang, theme: THEME });
  return lines.map((line) => line.map(renderToken).join("")).join("\n");
}

function renderToken({ content, color }: ThemedToken): string {
  const kind = /--shiki-([\w-]+)/.exec(color ?? "")?.[1] ?? "foreground";
  const html = escapeHtml(content);
  return PLAIN.has(kind) ? html : `<span class="${kind}">${html}</span>`;
}
