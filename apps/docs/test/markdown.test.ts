import { expect, test } from "vitest";
import { escapeHtml } from "../src/escape.ts";
import { contract } from "./contract.ts";
import { relativeLinks, relativeMarkdownLinks } from "../src/links.ts";
import { renderMarkdown } from "../src/markdown/render-markdown.ts";
import { SAMPLE_LANGUAGES } from "../src/sample-languages/registry.ts";
import { expandDirectives } from "../src/guides/directives.ts";

test.each([
  ["index.html", '<a href="guides/errors.html#x">'],
  ["guides/waiting.html", '<a href="errors.html#x">'],
  ["a/b/c.html", '<a href="../../guides/errors.html#x">'],
])("a link from the root becomes relative to %s", (page, expected) => {
  expect(relativeLinks('<a href="/guides/errors.html#x">', page)).toBe(expected);
});

test("links of other sites and of the page itself stay as they are", () => {
  const html = '<a href="https://example.com/x"><a href="#top"><a href="//example.com/y">';
  expect(relativeLinks(html, "guides/errors.html")).toBe(html);
});

test("Markdown links lead to the Markdown of other pages", () => {
  expect(relativeMarkdownLinks("[a](/guides/errors.html#x) [b](/openapi.yaml)", "guides/waiting.html")).toBe(
    "[a](errors.md#x) [b](../openapi.yaml)",
  );
});

test("consecutive fences with a tab become one set of tabs", () => {
  const html = renderMarkdown('```bash tab="curl"\necho 1\n```\n\n```php tab="PHP"\necho 2;\n```\n');
  expect(html.match(/data-tabs=/g)).toHaveLength(1);
  expect(html.match(/<section data-tab=/g)).toHaveLength(2);
});

test("code is escaped, in every language and in none", () => {
  const html = renderMarkdown('```json\n{ "a": "<b>&" }\n```\n\n```text\n<script>\n```\n');
  expect(html).not.toMatch(/<b>|<script>/);
  expect(html).toContain("&lt;script&gt;");
});

test("an evidence mark becomes a label that tells what it stands for; other brackets stay", () => {
  const [, meaning = ""] = /^\| \[worker\] \| (.+) \|$/m.exec(contract.info.description) ?? [];
  const html = renderMarkdown("It fails. [worker] See [this].");
  expect(meaning).not.toBe("");
  expect(html).toContain(`<abbr class="mark" title="${escapeHtml(meaning)}">worker</abbr>`);
  expect(html).toContain("[this]");
});

test.each(["ts", "sh", ...SAMPLE_LANGUAGES.map(({ highlighter }) => highlighter)])(
  "code in %s is highlighted",
  (language) => {
    expect(renderMarkdown(`\`\`\`${language}\necho "text";\n\`\`\`\n`)).toContain(
      '<span class="token-string',
    );
  },
);

test("a row whose first cell is code has an anchor below its heading's", () => {
  const html = renderMarkdown("## Request body\n\n| Field | Type |\n| --- | --- |\n| `seed` | string |\n");
  expect(html).toContain('<tr id="request-body.seed">');
});

test("a directive that does not exist, and a quotation that the contract no longer has, are errors", () => {
  expect(() => expandDirectives("{{nothing}}")).toThrow("There is no directive {{nothing}}");
  expect(() => expandDirectives('{{contract info.description "never said"}}')).toThrow(
    'no longer says "never said"',
  );
});
