import type { TrainingUpdate } from "@dreambooth-sandbox/client";
import type { FailureEntry, LogEntry, StepEntry, SuccessEntry } from "@dreambooth-sandbox/log-parser";
import type picocolors from "picocolors";
import { formatShortDuration } from "../output/format.ts";
import { toPrintableLine } from "../output/to-printable.ts";
import { fitWithEnd, joinWithin } from "./fit.ts";
import type { Symbols } from "./symbols.ts";

/** What the live view shows. Times are those of the command's clock, in milliseconds. */
export interface FollowedTraining {
  trainingId: string;
  startedAt: number;
  update?: TrainingUpdate;
  /** When the update came. */
  updatedAt?: number;
  /** When each entry of the log was first seen, by its text. Entries of the first update are older than that. */
  entriesSeenAt: ReadonlyMap<string, number>;
  /** When the next poll is due. Absent while a request is in flight, and at the end. */
  nextPollAt?: number;
}

/** The terminal that a frame is for. */
export interface FrameStyle {
  columns: number;
  rows: number;
  colors: ReturnType<typeof picocolors.createColors>;
  symbols: Symbols;
}

/**
 * No frame is wider, however wide the terminal is. A terminal that becomes narrower wraps its lines, and can move rows of
 * the frame into its history to make room. Nothing can erase them there.
 */
const MOST_COLUMNS = 40;
/** The rows below and above the steps: the title, the bar, and the times, at most two each, and the row of the cursor. */
const OTHER_ROWS = 7;
const INDENT = "  ";

/** An entry of the log that has a line of its own. */
type ShownEntry = StepEntry | FailureEntry | SuccessEntry;

/** Returns the lines of the live view. None is as wide as the terminal, so none wraps. */
export function renderFrame(training: FollowedTraining, now: number, style: FrameStyle): string[] {
  const { trainingId, update } = training;
  const { colors, symbols } = style;
  const width = Math.min(style.columns, MOST_COLUMNS) - 1;
  const title = [trainingId, update?.status ?? "waiting for the status"].map(toPrintableLine);
  const lines = joinWithin(title, INDENT, width, symbols.ellipsis).map(colors.bold);
  if (update)
    lines.push(...renderSteps(training, update, width, style), renderBar(update.progress, width, style));
  const times = listTimes(training, now).map((time) => INDENT + time);
  return [...lines, ...joinWithin(times, symbols.separator, width, symbols.ellipsis).map(colors.dim)];
}

function renderSteps(
  training: FollowedTraining,
  { log, phase }: TrainingUpdate,
  width: number,
  style: FrameStyle,
): string[] {
  const entries = log.entries.filter(isShown).slice(-Math.max(1, style.rows - OTHER_ROWS));
  const isOver = phase === "succeeded" || phase === "failed";
  return entries.map((entry, index) => {
    const isCurrent = index === entries.length - 1 && !isOver;
    const marker = renderMarker(entry, isCurrent, style);
    const room = width - "  x ".length;
    return `${INDENT}${marker} ${fitWithEnd(describe(entry), findTime(entry, training), room, style.symbols.ellipsis)}`;
  });
}

function isShown(entry: LogEntry): entry is ShownEntry {
  return entry.kind === "step" || entry.kind === "failure" || entry.kind === "success";
}

function renderMarker({ kind }: ShownEntry, isCurrent: boolean, { colors, symbols }: FrameStyle): string {
  if (kind === "failure") return colors.red(symbols.failed);
  return isCurrent ? colors.cyan(symbols.current) : colors.green(symbols.done);
}

function describe(entry: ShownEntry): string {
  if (entry.kind === "step") return toPrintableLine(`${entry.number} ${entry.title}`);
  return toPrintableLine(entry.kind === "failure" ? entry.reason : entry.raw);
}

/** Returns how long a step took, or else when it was first seen after the start. Nothing if neither is known. */
function findTime(entry: ShownEntry, { startedAt, entriesSeenAt }: FollowedTraining): string {
  if ("elapsedMs" in entry && entry.elapsedMs !== undefined) return formatShortDuration(entry.elapsedMs);
  const seenAt = entriesSeenAt.get(entry.raw);
  return seenAt === undefined ? "" : `+${formatShortDuration(seenAt - startedAt)}`;
}

function renderBar(progress: number, width: number, { colors, symbols }: FrameStyle): string {
  const length = Math.max(1, width - INDENT.length - " 100 %".length);
  const done = Math.round(progress * length);
  const bar = colors.green(symbols.barDone.repeat(done)) + colors.dim(symbols.barLeft.repeat(length - done));
  return `${INDENT}${bar} ${Math.round(progress * 100)} %`;
}

function listTimes(
  { startedAt, update, updatedAt = startedAt, nextPollAt }: FollowedTraining,
  now: number,
): string[] {
  const times = [`${formatShortDuration(now - startedAt)} elapsed`];
  if (update?.etaMs !== undefined)
    times.push(`about ${formatShortDuration(update.etaMs - (now - updatedAt))} remaining`);
  if (nextPollAt !== undefined) times.push(`next poll in ${formatShortDuration(nextPollAt - now)}`);
  return times;
}
