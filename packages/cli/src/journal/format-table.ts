import { formatShortDuration } from "../output/format.ts";
import { toPrintableLine } from "../output/to-printable.ts";
import type { ListedTraining } from "./listed-training.ts";

const HEADER = ["INTENT", "TRAINING", "STATE", "STATUS", "AGE", "ENDED"];
const NONE = "-";

/** Returns the rows of `list` with aligned columns. */
export function formatTable(trainings: readonly ListedTraining[], now: number): string {
  const rows = [HEADER, ...trainings.map((training) => toRow(training, now).map(toPrintableLine))];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

function toRow(training: ListedTraining, now: number): string[] {
  const { intentId = NONE, trainingId = NONE, state = NONE, status, seenAt, createdAt } = training;
  const seen = seenAt === undefined ? "" : ` (${formatShortDuration(now - seenAt)} ago)`;
  const age = formatShortDuration(now - createdAt);
  return [
    intentId,
    trainingId,
    state,
    status === undefined ? NONE : `${status}${seen}`,
    age,
    describeEnd(training),
  ];
}

/** Returns how it ended: the training's phase with the reason, or why there is no training. */
function describeEnd({ phase, failureReason, state, reason }: ListedTraining): string {
  if (phase === "succeeded") return phase;
  if (phase === "failed") return failureReason === undefined ? phase : `failed: ${failureReason}`;
  return state === "created" || state === undefined ? NONE : (reason ?? NONE);
}
