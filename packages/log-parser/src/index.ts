export { diffLogs } from "./diff-logs.ts";
export type {
  EstimateEntry,
  FailureEntry,
  LogEntry,
  StepEntry,
  SuccessEntry,
  UnknownEntry,
} from "./log-entry.ts";
export { createLogParser } from "./log-parser.ts";
export type { LogParser } from "./log-parser.ts";
export { LogParserStream } from "./log-parser-stream.ts";
export { parseLog } from "./parse-log.ts";
export type { TrainingLog } from "./parse-log.ts";
export { MAX_ENTRY_LENGTH } from "./scan.ts";
