import { createCssVariablesTheme, createHighlighter, type BundledLanguage, type ThemedToken } from "shiki";
import { escapeHtml } from "../escape.ts";
import { SAMPLE_LANGUAGES } from "../sample-languages/registry.ts";

/** The languages of guides and reference, beside those of the samples. */
const OWN_LANGUAGES: BundledLanguage[] = ["bash", "http", "json", "typescript", "yaml"];
const THEME = createCssVariablesTheme({ variableDefaults: {} });
const PLAIN = new Set(["foreground", "token-punctuation", "token-parameter"]);

const highlighter = await createHighlighter({
  themes: [THEME],
  langs: [...OWN_LANGUAGES, ...SAMPLE_LANGUAGES.map((language) => language.highlighter)],
});
/** Includes other names of the same languages, such as `ts` and `sh`. */
const loadedLanguages = new Set(highlighter.getLoadedLanguages());

/** Code as HTML, with a class per kind of token; plain in languages that are not loaded. */
export function highlight(code: string, language: string): string {
  const text = code.replace(/\n$/, "");
  if (!loadedLanguages.has(language)) return escapeHtml(text);
  const lines = highlighter.codeToTokensBase(text, { lang: language as BundledLanguage, theme: THEME });
  return lines.map((line) => line.map(renderToken).join("")).join("\n");
}

function renderToken({ content, color }: ThemedToken): string {
  const kind = /--shiki-([\w-]+)/.exec(color ?? "")?.[1] ?? "foreground";
  const html = escapeHtml(content);
  return PLAIN.has(kind) ? html : `<span class="${kind}">${html}</span>`;
}
