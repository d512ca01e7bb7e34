import type { TrainingUpdate } from "@dreambooth-sandbox/client";
import { byId, element } from "../element.ts";
import { renderProgress } from "../log-viewer/summary.ts";
import { renderTimeline } from "../log-viewer/timeline.ts";

/** Shows how far a training is. */
export function showUpdate(update: TrainingUpdate): void {
  const { trainingId, status, progress, log } = update;
  byId("live", HTMLElement).replaceChildren(
    renderProgress({ ...log, progress }),
    element("dl", { class: "facts" }, fact("training", trainingId), fact("status", status)),
    renderTimeline(log),
  );
  say(`${status}, ${Math.round(progress * 100)} %`);
}

/** Says what happens, also to those who do not see it. */
export function say(text: string): void {
  byId("live-status", HTMLElement).textContent = text;
}

function fact(name: string, value: string): HTMLElement {
  return element("div", {}, element("dt", {}, name), element("dd", {}, element("code", {}, value)));
}
