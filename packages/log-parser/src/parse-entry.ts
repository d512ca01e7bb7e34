import { MAX_NUMBER, toDurationMs } from "./duration.ts";
import { ESTIMATE, FAILURE, STEP, SUCCESS } from "./grammar.ts";
import type { EstimateEntry, FailureEntry, LocatedText, LogEntry, StepEntry } from "./log-entry.ts";
import { addSuffixes } from "./suffixes.ts";

const ESCAPE = "\u001b";
/** Terminal colors and cursor movements (ECMA-48 control sequences). */
// oxlint-disable-next-line no-control-regex -- control sequences begin with the escape character
const CONTROL_SEQUENCE = /\x1b\[[ -?]*[@-~]/g;

/** Parses one entry, which begins at `start` in the log. A piece of an entry that is too long is always unknown. */
export function parseEntry(raw: string, start: number, isPiece: boolean): LogEntry {
  const located = { raw, start, end: start + raw.length };
  const text = isPiece ? "" : stripControlSequences(raw);
  return (
    toStep(text, located) ??
    toFailure(text, located) ??
    toEstimate(text, located) ?? { kind: SUCCESS.test(text) ? "success" : "unknown", ...located }
  );
}

function toStep(text: string, { raw, start, end }: LocatedText): StepEntry | undefined {
  const groups = STEP.exec(text)?.groups;
  const number = Number(groups?.["number"]);
  const stepsToGo = Number(groups?.["stepsToGo"]);
  if (!groups || number + stepsToGo >= MAX_NUMBER) return undefined;
  const title = String(groups["title"]).trim();
  const step: StepEntry = { kind: "step", raw, start, end, number, title, stepsToGo, details: {} };
  const etaMs = toDurationMs(groups);
  if (etaMs !== undefined) step.etaMs = etaMs;
  addSuffixes(step, groups["suffixes"]);
  return step;
}

function toFailure(text: string, { raw, start, end }: LocatedText): FailureEntry | undefined {
  const groups = FAILURE.exec(text)?.groups;
  if (!groups) return undefined;
  const { stage, words = stage, suffixes, exception } = groups;
  const reason = String(exception).trim() || String(words);
  const failure: FailureEntry = { kind: "failure", raw, start, end, reason, details: {} };
  addSuffixes(failure, suffixes);
  return failure;
}

function toEstimate(text: string, { raw, start, end }: LocatedText): EstimateEntry | undefined {
  const etaMs = toDurationMs(ESTIMATE.exec(text)?.groups);
  return etaMs === undefined ? undefined : { kind: "estimate", raw, start, end, etaMs };
}

/** Returns `raw` without control sequences. Nearly no entry has one, and to look for the escape character first is faster. */
function stripControlSequences(raw: string): string {
  return raw.includes(ESCAPE) ? raw.replace(CONTROL_SEQUENCE, "") : raw;
}
