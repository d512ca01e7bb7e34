export { fileJournal } from "./file/file-journal.ts";
export type { Intent, IntentChange, IntentState } from "./intent.ts";
export type { BeginResult, Journal } from "./journal.ts";
export { memoryJournal } from "./memory-journal.ts";
export { changeRecord, decideBegin } from "./next-record.ts";
export type { BeginDecision } from "./next-record.ts";
