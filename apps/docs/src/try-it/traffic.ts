import { element } from "../element.ts";
import { streamChunks } from "../stream-chunks.ts";

/** More exchanges than this are dropped from the list, the oldest first. */
const MAX_EXCHANGES = 30;
/** No more of a reply is read for the list. */
const MAX_CHARACTERS = 20_000;
const REDACTED = "••••";

/** A `fetch` that shows every request and its reply in `list`, without the key, and says `prefer` where that is given. */
export function createTracedFetch(list: HTMLElement, key: string, prefer: string | undefined) {
  return async (url: string, init: RequestInit): Promise<Response> => {
    const exchange = showRequest(list, url, redact(bodyText(init), key), prefer);
    const headers = new Headers(init.headers);
    if (prefer !== undefined) headers.set("Prefer", prefer);
    const startedAt = performance.now();
    try {
      const response = await fetch(url, { ...init, headers });
      const ms = Math.round(performance.now() - startedAt);
      exchange.summary.append(statusBadge(response), element("span", { class: "note" }, `${ms} ms`));
      void showReply(exchange.reply, response.clone(), key);
      return response;
    } catch (error) {
      exchange.summary.append(element("span", { class: "badge bad" }, "no reply"));
      exchange.reply.textContent = String(error);
      throw error;
    }
  };
}

function showRequest(list: HTMLElement, url: string, body: string, prefer: string | undefined) {
  const { pathname } = new URL(url);
  const summary = element("summary", {}, element("code", {}, `POST ${pathname}`));
  const head = prefer === undefined ? `POST ${url}` : `POST ${url}\nPrefer: ${prefer}`;
  const reply = element("code");
  const details = element(
    "details",
    { class: "exchange" },
    summary,
    element("h4", {}, "Request"),
    element("pre", { tabindex: "0" }, element("code", {}, `${head}\n\n${indent(body)}`)),
    element("h4", {}, "Reply"),
    element("pre", { tabindex: "0" }, reply),
  );
  list.querySelectorAll("details").forEach((other) => (other.open = false));
  details.open = true;
  list.prepend(details);
  list.children.item(MAX_EXCHANGES)?.remove();
  return { summary, reply };
}

function bodyText({ body }: RequestInit): string {
  return typeof body === "string" ? body : "";
}

function statusBadge({ ok, status, type }: Response): HTMLElement {
  const text = type === "opaqueredirect" ? "redirect" : String(status);
  return element("span", { class: ok ? "badge good" : "badge bad" }, text);
}

async function showReply(target: HTMLElement, response: Response, key: string): Promise<void> {
  target.textContent = indent(redact(await readStart(response), key));
}

async function readStart({ body }: Response): Promise<string> {
  let text = "";
  if (body === null) return text;
  try {
    for await (const chunk of streamChunks(body.pipeThrough(new TextDecoderStream()))) {
      text += chunk;
      if (text.length > MAX_CHARACTERS) return `${text.slice(0, MAX_CHARACTERS)}…`;
    }
    return text;
  } catch (error) {
    return `${text}\n(broken off: ${String(error)})`;
  }
}

/** The key, as it is and as JSON writes it. */
function redact(text: string, key: string): string {
  return text.replaceAll(JSON.stringify(key).slice(1, -1), REDACTED).replaceAll(key, REDACTED);
}

function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
