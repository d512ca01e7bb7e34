import type { TrainingLog } from "@dreambooth-sandbox/log-parser";
import { element } from "../element.ts";
import { formatDuration } from "./duration.ts";
import type { Reading } from "./read-input.ts";

const OUTCOME_CLASSES = { running: "", succeeded: "good", failed: "bad" };

/** What a pasted text is, how far its training is, and the facts beside the log. */
export function renderReading(reading: Reading, log: TrainingLog): DocumentFragment {
  const fragment = new DocumentFragment();
  const isError = reading.form === "error reply";
  fragment.append(
    isError
      ? element("p", { class: "outcome" }, element("span", { class: "badge bad" }, "error reply"))
      : renderProgress(log),
  );
  const facts = Object.entries(reading.facts);
  if (facts.length > 0) fragment.append(renderFacts(facts));
  return fragment;
}

/** The bar and the figures of a step log. */
export function renderProgress(log: TrainingLog): HTMLElement {
  const percent = Math.round(log.progress * 100);
  return element(
    "div",
    { class: "progress" },
    element(
      "p",
      { class: "outcome" },
      element("strong", { class: "percent" }, `${percent} %`),
      element("span", { class: `badge ${OUTCOME_CLASSES[log.outcome]}` }, log.outcome),
      element("span", { class: "note" }, estimateText(log)),
    ),
    element("progress", { max: "100", value: String(percent), "aria-label": "Progress" }),
  );
}

function estimateText({ outcome, etaMs }: TrainingLog): string {
  if (etaMs === undefined) return "";
  const estimate = formatDuration(etaMs);
  return outcome === "running" ? `${estimate} left, says the log` : `last estimate: ${estimate} left`;
}

function renderFacts(facts: [string, string][]): HTMLElement {
  const rows = facts.map(([name, value]) =>
    element("div", {}, element("dt", {}, element("code", {}, name)), element("dd", {}, value)),
  );
  return element("dl", { class: "facts" }, ...rows);
}
