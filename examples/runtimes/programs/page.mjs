import { programs } from "./index.mjs";

/** Runs in a page, and in a web worker that the page starts. */
globalThis.programs = programs;
globalThis.addEventListener("message", ({ data: { name, input } }) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker posts to its page only
  void programs[name](input).then((result) => globalThis.postMessage(result));
});
