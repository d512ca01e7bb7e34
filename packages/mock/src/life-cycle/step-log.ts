import type { Contract } from "../contract/contract.ts";
import type { LogForm } from "./scenarios.ts";

const SEPARATOR = " /n ";
const STEP = /^Step:\d+ ([^,]*)/;
/** The contract's named examples of the complete log in each form. */
const COMPLETE_LOGS = { worker: "worker_log", newline: "newline_log" } as const;

/** Returns the step log of each status, in order, in another form than the documented one. */
export function rewriteLogs(contract: Contract, form: LogForm): string[] {
  const documented = contract.statuses.map((status) => readLog(contract, status));
  if (form === "out-of-order") return documented.map(reorder);
  const separator = form === "newline" ? "\n" : SEPARATOR;
  const lines = readLog(contract, COMPLETE_LOGS[form]).split(separator);
  let reached = 0;
  return contract.statuses.map((status, index) => {
    const log = documented[index] ?? "";
    const isLast = index === contract.statuses.length - 1;
    reached = isLast ? lines.length : Math.max(reached, countReached(lines, status, log));
    return reached === 0 ? log : lines.slice(0, reached).join(separator);
  });
}

/** Returns the contract's named example of the complete log, or undefined if the form is the mock's own. */
export function findCompleteLog(form: LogForm | undefined): string | undefined {
  return form === "worker" || form === "newline" ? COMPLETE_LOGS[form] : undefined;
}

/** Counts the lines up to the last one that the documented log of the status contains or the status itself names. */
function countReached(lines: string[], status: string, documented: string): number {
  const titles = new Set(documented.split(SEPARATOR).map(readTitle));
  const words = new Set(status.split("_"));
  return (
    1 + lines.findLastIndex((line) => isStep(line) && (titles.has(readTitle(line)) || isNamed(line, words)))
  );
}

/** Whether the words contain all words of a step's title, as those of `trained_model_uploading` contain `Model Uploading`. */
function isNamed(line: string, words: ReadonlySet<string>): boolean {
  return readTitle(line)
    .toLowerCase()
    .split(" ")
    .every((word) => words.has(word));
}

function isStep(line: string): boolean {
  return STEP.test(line);
}

/** Returns the title of a step: `Model Uploading` of `Step:3 Model Uploading, 3 Steps to go`. Other lines are their own title. */
function readTitle(line: string): string {
  return STEP.exec(line)?.[1] ?? line;
}

function readLog(contract: Contract, example: string): string {
  return String(contract.example(contract.status, example)["data"]);
}

/** Moves the first step behind the others, with a different estimate, and repeats the last step. */
function reorder(log: string): string {
  const [leading, first, ...others] = log.split(SEPARATOR);
  if (leading === undefined || first === undefined) return log;
  const rewritten = first.replace(/(\d+) minutes/, (_, minutes: string) => `${Number(minutes) - 1} minutes`);
  const closing = others.filter((line) => line !== "" && !isStep(line));
  const steps = others.filter(isStep);
  return [leading, ...steps, rewritten, steps.at(-1) ?? rewritten, ...closing].join(SEPARATOR);
}
