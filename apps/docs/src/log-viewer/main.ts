import { parseLog } from "@dreambooth-sandbox/log-parser";
import { byId } from "../element.ts";
import type { LogExamplesData } from "./examples.ts";
import { readInput } from "./read-input.ts";
import { fromFragment, toFragment } from "./share.ts";
import { renderReading } from "./summary.ts";
import { renderTimeline } from "./timeline.ts";

const text = byId("log-text", HTMLTextAreaElement);
const status = byId("action-status", HTMLElement);
const examples: LogExamplesData = JSON.parse(byId("log-examples", HTMLElement).textContent);

function show(): void {
  const reading = readInput(text.value);
  const log = parseLog(reading.log);
  byId("log-summary", HTMLElement).replaceChildren(renderReading(reading, log));
  byId("log-timeline", HTMLElement).replaceChildren(renderTimeline(log));
  byId("log-json", HTMLElement).textContent = JSON.stringify(log, null, 2);
  status.textContent = "";
}

function open(content: string): void {
  text.value = content;
  show();
}

async function openFragment(): Promise<boolean> {
  const shared = await fromFragment(location.hash);
  if (shared !== undefined) open(shared);
  return shared !== undefined;
}

async function copyLink(): Promise<void> {
  const fragment = await toFragment(text.value);
  if (fragment === undefined) {
    status.textContent = "This is too long for a link.";
    return;
  }
  history.replaceState(null, "", fragment);
  try {
    await navigator.clipboard.writeText(location.href);
    status.textContent = "Copied. Whoever has the link has the log.";
  } catch {
    status.textContent = "The link is in the address bar.";
  }
}

text.addEventListener("input", show);
byId("copy-link", HTMLElement).addEventListener("click", () => void copyLink());
byId("clear", HTMLElement).addEventListener("click", () => {
  open("");
  text.focus();
});
for (const chip of document.querySelectorAll<HTMLElement>("[data-example]")) {
  chip.addEventListener("click", () => {
    open(examples.texts[Number(chip.dataset["example"])] ?? "");
    byId("view-title", HTMLElement).scrollIntoView({ block: "nearest" });
  });
}
addEventListener("hashchange", () => void openFragment());

if (!(await openFragment())) open(text.value || (examples.texts[examples.initial] ?? ""));
