// What needs a journal, in one module, which is loaded by its first use: most programs have no journal.
export { createOnce } from "./create-once.ts";
export { resolveIntent } from "./resolve-intent.ts";
