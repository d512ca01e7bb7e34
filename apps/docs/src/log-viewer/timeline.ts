import { parseLog, type LogEntry, type TrainingLog } from "@dreambooth-sandbox/log-parser";
import { element } from "../element.ts";
import { formatDuration } from "./duration.ts";

/** More entries than this are counted, not drawn. */
const MAX_SHOWN = 500;

/** The entries of a step log, one below the other, with the progress after each. */
export function renderTimeline({ entries }: TrainingLog): HTMLElement {
  if (entries.length === 0) return element("p", { class: "empty" }, "The log has no entries yet.");
  let progress = 0;
  const items = entries.slice(0, MAX_SHOWN).map((entry) => {
    progress = Math.max(progress, parseLog(entry.raw).progress);
    return renderEntry(entry, progress);
  });
  if (entries.length > MAX_SHOWN) {
    items.push(
      element("li", { class: "more" }, `${entries.length - MAX_SHOWN} more entries are in the JSON.`),
    );
  }
  return element("ol", { class: "timeline" }, ...items);
}

function renderEntry(entry: LogEntry, progress: number): HTMLElement {
  const { marker, title, notes } = describe(entry);
  const times = [
    "etaMs" in entry ? element("span", { class: "badge" }, `${formatDuration(entry.etaMs ?? NaN)} left`) : "",
    "elapsedMs" in entry
      ? element("span", { class: "badge" }, `after ${formatDuration(entry.elapsedMs ?? NaN)}`)
      : "",
  ];
  const track = element("span", { class: "track", "aria-hidden": "true" });
  track.style.setProperty("--progress", String(progress));
  return element(
    "li",
    { class: entry.kind },
    element("span", { class: "marker", "aria-hidden": "true" }, marker),
    element(
      "div",
      { class: "what" },
      element("strong", {}, title),
      ...notes.map((note) => element("span", {}, note)),
      ...times,
    ),
    track,
    element("code", { class: "raw" }, entry.raw),
  );
}

function describe(entry: LogEntry): { marker: string; title: string; notes: string[] } {
  switch (entry.kind) {
    case "step":
      return {
        marker: String(entry.number),
        title: entry.title || `Step ${entry.number}`,
        notes: [`step ${entry.number}, ${entry.stepsToGo} to go`],
      };
    case "estimate":
      return { marker: "…", title: "Estimate", notes: [] };
    case "success":
      return { marker: "✓", title: "Model loaded", notes: [] };
    case "failure":
      return { marker: "×", title: "Failed", notes: [entry.reason] };
    default:
      return { marker: "?", title: "Not understood", notes: ["kept as it is"] };
  }
}
