import type { FailureEntry, LogEntry, StepEntry } from "./log-entry.ts";
import { Reader } from "./reader.ts";

/** Colours and cursor movements of a terminal (ECMA-48 control sequences). */
// oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
const CONTROL_SEQUENCE = /\x1b\[[ -?]*[@-~]/g;
const SECOND_MS = 1000;

/** Says what the entry between `from` and `to` is; `start` is where it begins in the whole log. */
export function parseEntry(text: string, from: number, to: number, start: number): LogEntry {
  const raw = text.slice(from, to);
  const located = { raw, start, end: start + raw.length };
  if (!raw.includes("\x1b")) return interpret(new Reader(text, from, to), located);
  const plain = raw.replace(CONTROL_SEQUENCE, "");
  return interpret(new Reader(plain, 0, plain.length), located);
}

type Located = Pick<LogEntry, "raw" | "start" | "end">;

function interpret(reader: Reader, { raw, start, end }: Located): LogEntry {
  const unknown: LogEntry = { kind: "unknown", raw, start, end };
  if (reader.word("step")) return readStep(reader, unknown) ?? unknown;
  if (reader.word("model")) {
    return reader.word("loaded") && reader.word("successfully")
      ? { kind: "success", raw, start, end }
      : unknown;
  }
  if (reader.word("it")) return readEstimate(reader, unknown) ?? unknown;
  return readFailure(reader, unknown) ?? unknown;
}

function readStep(reader: Reader, { raw, start, end }: Located): StepEntry | undefined {
  if (!reader.sign(":")) return undefined;
  const number = reader.integer();
  if (Number.isNaN(number)) return undefined;
  const titleStart = reader.at;
  while (reader.seekDigit()) {
    const titleEnd = reader.at;
    const stepsToGo = reader.integer();
    const next = reader.at;
    reader.word("more");
    if (reader.word("step") && (reader.word("s"), reader.word("to")) && reader.word("go")) {
      const title = reader.text.slice(titleStart, titleEnd).trim().replace(/,$/, "").trimEnd();
      const entry: StepEntry = { kind: "step", raw, start, end, number, title, stepsToGo };
      if (Number.isNaN(stepsToGo)) return undefined;
      const etaMs = reader.sign(":") && reader.word("eta") && reader.sign(":") ? reader.duration(NaN) : NaN;
      if (etaMs >= 0) entry.etaMs = etaMs;
      reader.seek("|");
      readElapsed(reader, entry);
      return entry;
    }
    reader.at = next;
  }
  return undefined;
}

function readElapsed(reader: Reader, entry: StepEntry | FailureEntry): void {
  if (!reader.sign("|")) return;
  if (!(reader.word("time") && reader.word("elapsed") && reader.sign(":"))) return;
  const elapsedMs = reader.duration(SECOND_MS);
  if (elapsedMs >= 0) entry.elapsedMs = elapsedMs;
}

function readEstimate(reader: Reader, { raw, start, end }: Located): LogEntry | undefined {
  if (!(reader.word("will") && reader.word("take") && reader.word("up") && reader.word("to")))
    return undefined;
  const etaMs = reader.duration(NaN);
  return etaMs >= 0 ? { kind: "estimate", raw, start, end, etaMs } : undefined;
}

function readFailure(reader: Reader, { raw, start, end }: Located): LogEntry | undefined {
  const from = reader.at;
  const entry: FailureEntry = { kind: "failure", raw, start, end, reason: "" };
  if (reader.integer() >= 0) {
    if (!(reader.sign(".") && reader.sign("["))) return undefined;
    const stage = reader.at;
    reader.seek("]");
    entry.reason = reader.text.slice(stage, reader.at).trim();
    reader.at++;
    const bar = reader.at;
    if (!reader.sign("|")) return undefined;
    reader.at = bar;
    readElapsed(reader, entry);
    reader.sign("|");
  } else {
    const isFailure = reader.word("training")
      ? reader.word("failed")
      : reader.word("uploading") && reader.word("model") && reader.word("failed");
    if (!isFailure) return undefined;
    entry.reason = reader.text.slice(from, reader.at);
    if (!reader.sign(":")) return undefined;
  }
  entry.reason = reader.rest() || entry.reason;
  return entry;
}
