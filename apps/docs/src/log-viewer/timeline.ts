import { parseLog, type LogEntry, type TrainingLog } from "@dreambooth-sandbox/log-parser";
import { element } from "../element.ts";
import { formatDuration } from "./duration.ts";

/** More entries than this are counted, not drawn. */
const MAX_SHOWN = 500;

/** The entries of a step log, one below the other, with the progress after each. */
export function renderTimeline({ entries }: TrainingLog): HTMLElement {
  if (entries.length === 0) return element("p", { class: "empty" }, "The log has no entries yet.");
  let reached = 0;
  let progress = 0;
  const items = entries.slice(0, MAX_SHOWN).map((entry) => {
    if (entry.kind === "step") reached = Math.max(reached, parseLog(entry.raw).progress);
    // A step or a failure after a success takes back that the training was complete.
    if (entry.kind === "step" || entry.kind === "failure") progress = reached;
    if (entry.kind === "success") progress = 1;
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
      ...detailsOf(entry).map((detail) => element("span", { class: "badge" }, detail)),
    ),
    track,
    element("code", { class: "raw" }, entry.raw),
  );
}

/** The suffixes of the entry that have no field of their own. */
function detailsOf(entry: LogEntry): string[] {
  if (!("details" in entry)) return [];
  const others = Object.entries(entry.details).filter(([name]) => name.toLowerCase() !== "time elapsed");
  return others.map(([name, value]) => `${name}: ${value}`);
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
