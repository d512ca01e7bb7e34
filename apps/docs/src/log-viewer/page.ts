import type { Page } from "../page.ts";

export function logViewerPage(): Page {
  return {
    path: "log-viewer.html",
    title: "Log viewer",
    description: "Paste a step log or a whole reply and see its steps, times and progress.",
    body: "",
    markdown: "",
    width: "wide",
  };
}
