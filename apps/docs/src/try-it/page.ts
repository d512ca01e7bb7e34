import { scenarios } from "@dreambooth-sandbox/mock";
import { contract, resolve, type Operation } from "../contract/contract.ts";
import { findOperation } from "../contract/operations.ts";
import { readSamples } from "../contract/samples.ts";
import { escapeHtml } from "../escape.ts";
import { renderMarkdown } from "../markdown/render-markdown.ts";
import type { Page } from "../page.ts";
import type { FieldValue } from "./edit-body.ts";
import { renderFields } from "./form-fields.ts";
import { CREATE, STATUS, type TryItData } from "./data.ts";

const DESCRIPTION = "Send requests to the mock, or to a server of yours, and follow a training live.";
const MOCK_URL = "http://127.0.0.1:4010";
const MOCK_COMMAND = "npx @dreambooth-sandbox/mock --port 4010 --speed 60";

const MARKDOWN = `${DESCRIPTION} The page is a form and needs a browser. On a terminal, with Node 24.18 or newer:

\`\`\`sh
${MOCK_COMMAND} &
export DREAMBOOTH_SANDBOX_BASE_URL=${MOCK_URL} DREAMBOOTH_SANDBOX_API_KEY=any-key
sh openapi/code-samples/createTraining.sh
\`\`\`
`;

/** The page on which a reader sends requests. */
export function tryItPage(): Page {
  return {
    path: "try-it.html",
    title: "Try it",
    description: DESCRIPTION,
    body: renderBody(),
    markdown: MARKDOWN,
    script: "try-it/main.ts",
    style: "try-it/try-it.css",
    width: "wide",
  };
}

function renderBody(): string {
  const create = findOperation(CREATE);
  const status = findOperation(STATUS);
  const documented = documentedRequest(create);
  const idParameter = status.parameters?.find((parameter) => parameter.in === "path");
  const trainingId = idParameter?.example ?? "";
  return `<p class="lead">${escapeHtml(DESCRIPTION)} Your key stays in this page's memory: it is not stored, and is in no link.</p>
<noscript><p class="card">This page needs scripts. The samples of the reference send the same requests.</p></noscript>
<div class="try-it">
<div class="forms">
${renderServer()}
<form id="create-form" class="card" novalidate aria-labelledby="create-title">
<h2 id="create-title">${escapeHtml(create.summary)}</h2>
${renderFields(requestSchema(create), documented)}
<p class="actions"><button class="button primary" type="submit">Create and follow</button></p>
</form>
<form id="status-form" class="card" novalidate aria-labelledby="status-title">
<h2 id="status-title">${escapeHtml(status.summary)}</h2>
<div class="field"><label for="training-id">${idParameter?.name}</label>
<input id="training-id" autocomplete="off" spellcheck="false" aria-describedby="hint-training-id" value="${escapeHtml(trainingId)}">
<div class="hint" id="hint-training-id">${renderMarkdown(idParameter?.description ?? "")}</div></div>
<p class="actions"><button class="button primary" type="submit">Follow to the end</button>
<button class="button" type="button" id="ask-once">Ask once</button></p>
</form>
</div>
<div class="results">
<section aria-labelledby="live-title">
<h2 id="live-title">Live</h2>
<div id="error" role="alert"></div>
<div class="card">
<p class="live-line"><span role="status" id="live-status">Nothing was sent yet.</span>
<button class="button" type="button" id="skip" hidden>Skip 15 minutes</button>
<button class="button" type="button" id="stop" hidden>Stop</button></p>
<div id="live"></div>
<ul class="advice" id="advice" aria-label="What the client advises"></ul>
</div>
</section>
<section aria-labelledby="traffic-title">
<h2 id="traffic-title">Requests and replies</h2>
<div id="traffic"><p class="empty">Each request is shown here with its reply, the key left out.</p></div>
</section>
<section aria-labelledby="same-call-title" id="same-call">
<h2 id="same-call-title">The same call</h2>
<p class="hint">With your values. The key comes from the environment variable <code>DREAMBOOTH_SANDBOX_API_KEY</code>.</p>
</section>
</div>
</div>
<script type="application/json" id="try-it-data">${JSON.stringify(tryItData(documented, trainingId)).replaceAll("<", "\\u003c")}</script>`;
}

function renderServer(): string {
  const options = scenarios.map(
    ({ name, description }) =>
      `<option value="${name}">${name}: ${escapeHtml(description.replaceAll("`", ""))}</option>`,
  );
  return `<section class="card" aria-labelledby="server-title">
<h2 id="server-title">Server</h2>
<div class="field"><label for="base-url">Base URL</label>
<input id="base-url" type="url" autocomplete="off" spellcheck="false" aria-describedby="hint-base-url" value="${MOCK_URL}">
<div class="hint" id="hint-base-url"><p>The mock, which this starts on your machine with Node 24.18 or newer:</p><pre tabindex="0"><code>${MOCK_COMMAND}</code></pre>
<p>It answers pages of your own machine only. On <code>${contract.servers[0].url}</code> a training costs money, and whether that
host lets browsers in is not known.</p></div></div>
<p class="actions"><button class="button" type="button" id="check-server">Is it there?</button><span class="note" role="status" id="server-state"></span></p>
<div class="field"><label for="api-key">API key</label>
<input id="api-key" type="password" autocomplete="off" spellcheck="false" aria-describedby="hint-api-key" value="any-key">
<div class="hint" id="hint-api-key"><p>Any text will do for the mock. Forgotten when you leave this page.</p></div></div>
<div class="field"><label for="scenario">Scenario</label>
<select id="scenario" aria-describedby="hint-scenario"><option value="">as the mock was started</option>${options.join("")}</select>
<div class="hint" id="hint-scenario"><p>How the training goes. Only the mock knows it.</p></div></div>
</section>`;
}

function requestSchema(operation: Operation) {
  return requestContent(operation).schema;
}

function documentedRequest(operation: Operation): Record<string, FieldValue> {
  const example = requestContent(operation).examples?.["documented"];
  if (example === undefined)
    throw new Error(`The contract documents no request of ${operation.operationId}.`);
  return resolve(example).value as Record<string, FieldValue>;
}

function requestContent({ operationId, requestBody }: Operation) {
  const content = requestBody?.content["application/json"];
  if (content === undefined) throw new Error(`The contract has no JSON request for ${operationId}.`);
  return content;
}

function tryItData(documented: Record<string, FieldValue>, documentedTrainingId: string): TryItData {
  const defaultBaseUrl = contract.servers[0].url;
  const samples = [CREATE, STATUS].map((operationId) => [operationId, sourcesByExtension(operationId)]);
  return { documented, documentedTrainingId, defaultBaseUrl, samples: Object.fromEntries(samples) };
}

function sourcesByExtension(operationId: string): Record<string, string> {
  return Object.fromEntries(
    readSamples(operationId).map(({ language: { extension }, source }) => [extension, source]),
  );
}
