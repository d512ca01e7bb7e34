import type { TrainingUpdate } from "@dreambooth-sandbox/client";
import type { FailureEntry, LogEntry, StepEntry, SuccessEntry } from "@dreambooth-sandbox/log-parser";
import type picocolors from "picocolors";
import { formatShortDuration } from "../output/format.ts";
import { toPrintableLine } from "../output/to-printable.ts";
import { fitLine, fitWithEnd, joinWithin } from "./fit.ts";
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

/** The rows below and above the steps: the title, the bar, two lines of times, and the row of the cursor. */
const OTHER_ROWS = 5;
const LONGEST_BAR = 40;

/** An entry of the log that has a line of its own. */
type ShownEntry = StepEntry | FailureEntry | SuccessEntry;

/** Returns the lines of the live view. None is as wide as the terminal, so none wraps. */
export function renderFrame(training: FollowedTraining, now: number, style: FrameStyle): string[] {
  const { trainingId, update } = training;
  const { columns, colors } = style;
  const width = columns - 1;
  const title = [trainingId, update?.status ?? "waiting for the first status"]
    .map(toPrintableLine)
    .join("  ");
  const lines = [colors.bold(fitLine(title, width, style.symbols.ellipsis))];
  if (update) lines.push(...renderSteps(training, update, style), renderBar(update.progress, style));
  return [...lines, ...joinWithin(listTimes(training, now), style.symbols.separator, width).map(colors.dim)];
}

function renderSteps(
  training: FollowedTraining,
  { log, phase }: TrainingUpdate,
  style: FrameStyle,
): string[] {
  const entries = log.entries.filter(isShown).slice(-Math.max(1, style.rows - OTHER_ROWS));
  const isOver = phase === "succeeded" || phase === "failed";
  return entries.map((entry, index) => {
    const isCurrent = index === entries.length - 1 && !isOver;
    return renderStep(entry, isCurrent, findTime(entry, training), style);
  });
}

function isShown(entry: LogEntry): entry is ShownEntry {
  return entry.kind === "step" || entry.kind === "failure" || entry.kind === "success";
}

function renderStep(
  entry: ShownEntry,
  isCurrent: boolean,
  time: string,
  { columns, colors, symbols }: FrameStyle,
): string {
  const line = fitWithEnd(describe(entry), time, columns - 1 - "  x ".length, symbols.ellipsis);
  if (entry.kind === "failure") return `  ${colors.red(symbols.failed)} ${line}`;
  return isCurrent ? `  ${colors.cyan(symbols.current)} ${line}` : `  ${colors.green(symbols.done)} ${line}`;
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

function renderBar(progress: number, { columns, colors, symbols }: FrameStyle): string {
  const percent = ` ${Math.round(progress * 100)} %`;
  const length = Math.max(1, Math.min(LONGEST_BAR, columns - 1 - "  ".length - " 100 %".length));
  const done = Math.round(progress * length);
  const bar = colors.green(symbols.barDone.repeat(done)) + colors.dim(symbols.barLeft.repeat(length - done));
  return `  ${bar}${percent}`;
}

function listTimes(
  { startedAt, update, updatedAt = startedAt, nextPollAt }: FollowedTraining,
  now: number,
): string[] {
  const times = [`  ${formatShortDuration(now - startedAt)} elapsed`];
  if (update?.etaMs !== undefined)
    times.push(`about ${formatShortDuration(update.etaMs - (now - updatedAt))} remaining`);
  if (nextPollAt !== undefined) times.push(`next poll in ${formatShortDuration(nextPollAt - now)}`);
  return times;
}
