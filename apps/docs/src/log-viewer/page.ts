import { escapeHtml } from "../escape.ts";
import type { Page } from "../page.ts";
import { readLifeCycle } from "../contract/life-cycle.ts";
import { contractExamples, vectorExamples, type LogExample, type LogExamplesData } from "./examples.ts";

const DESCRIPTION = "Paste a step log or a whole reply and see its steps, times and progress.";

const MARKDOWN = `${DESCRIPTION} Nothing that is pasted leaves the browser; a link carries it in its
fragment, which browsers send to no server.

The page needs scripts. In a terminal the same is

\`\`\`sh
dreambooth-sandbox parse-log response.json
\`\`\`

and in a program

\`\`\`ts
import { parseLog } from "@dreambooth-sandbox/log-parser";

const log = parseLog(" /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes");
console.log(log.progress, log.etaMs, log.entries);
\`\`\`
`;

/** The page on which a reader looks at a step log. */
export function logViewerPage(): Page {
  const groups = { "From the contract": contractExamples(), "From the parser's tests": vectorExamples() };
  const examples = Object.values(groups).flat();
  return {
    path: "log-viewer.html",
    title: "Log viewer",
    description: DESCRIPTION,
    body: renderBody(groups, examples),
    markdown: MARKDOWN,
    script: "log-viewer/main.ts",
    style: "log-viewer/log-viewer.css",
    width: "wide",
  };
}

function renderBody(groups: Record<string, LogExample[]>, examples: LogExample[]): string {
  return `<p class="lead">${escapeHtml(DESCRIPTION)} Nothing leaves your browser: a link carries the log in its fragment, which browsers
send to no server.</p>
<noscript><p class="card">This page needs scripts. In a terminal, <code>dreambooth-sandbox parse-log</code> does the same.</p></noscript>
<div class="log-viewer">
<section class="paste" aria-labelledby="paste-title">
<h2 id="paste-title"><label for="log-text">Step log or reply</label></h2>
<textarea id="log-text" rows="9" spellcheck="false" autocapitalize="off" autocomplete="off" aria-describedby="log-hint"></textarea>
<p class="hint" id="log-hint">The text of <code>data</code>, or the JSON of a reply or a webhook.</p>
<p class="actions"><button class="button primary" type="button" id="copy-link">Copy link</button>
<button class="button" type="button" id="clear">Clear</button>
<span class="note" role="status" id="action-status"></span></p>
${Object.entries(groups)
  .map(([title, group]) => renderGroup(title, group, examples))
  .join("\n")}
</section>
<section class="view" aria-labelledby="view-title">
<h2 id="view-title">What it says</h2>
<div class="card" id="log-summary" role="status"></div>
<div data-tabs="Views" id="views">
<section data-tab="Timeline" id="log-timeline"></section>
<section data-tab="JSON"><pre tabindex="0"><code id="log-json"></code></pre></section>
</div>
</section>
</div>
<script type="application/json" id="log-examples">${JSON.stringify(toData(examples)).replaceAll("<", "\\u003c")}</script>`;
}

/** The texts by their place, and the one to start with: a finished training. */
function toData(examples: LogExample[]): LogExamplesData {
  const goal = readLifeCycle().way.at(-1)?.name ?? "";
  return {
    texts: examples.map(({ text }) => text),
    initial: examples.findIndex(({ text }) => text.includes(`"${goal}"`)),
  };
}

function renderGroup(title: string, group: LogExample[], examples: LogExample[]): string {
  const chips = group.map(
    (example) =>
      `<li><button class="chip" type="button" data-example="${examples.indexOf(example)}"${example.summary === "" ? "" : ` title="${escapeHtml(example.summary)}"`}>${escapeHtml(example.name)}</button></li>`,
  );
  return chips.length === 0 ? "" : `<h3>${escapeHtml(title)}</h3>\n<ul class="chips">${chips.join("")}</ul>`;
}
