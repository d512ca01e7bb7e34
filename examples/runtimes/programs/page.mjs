import { programs } from "./index.mjs";

/** Runs in a page, and in a web worker that the page starts. */
globalThis.programs = programs;
globalThis.addEventListener("message", async ({ data: { name, input } }) => {
  globalThis.postMessage(await programs[name](input));
});
