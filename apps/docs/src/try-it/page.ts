import type { Page } from "../page.ts";

export function tryItPage(): Page {
  return {
    path: "try-it.html",
    title: "Try it",
    description: "Send requests to the mock, or to a server of yours, and follow a training live.",
    body: "",
    markdown: "",
    width: "wide",
  };
}
