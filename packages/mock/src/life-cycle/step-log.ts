import type { Contract } from "../contract/contract.ts";
import type { LogForm } from "./scenarios.ts";

const SEPARATOR = " /n ";
/** How many lines of the contract's example each documented status has reached, in order. */
const LINES_REACHED = {
  worker: [0, 1, 2, 3, 4, 5, 5, 6],
  newline: [0, 1, 2, 2, 3, 4, 4, 5],
};

/** The step log of the status at that place of the life cycle, in another form than the documented one. */
export function rewriteLog(contract: Contract, form: LogForm, index: number): string {
  const documented = readLog(contract, contract.statuses[index] ?? "");
  if (form === "out-of-order") return disorder(documented);
  if (form === "documented" || index === 0) return documented;
  const whole = readLog(contract, `${form}_log`);
  const separator = form === "worker" ? SEPARATOR : "\n";
  const reached = LINES_REACHED[form][index] ?? 0;
  const leading = whole.startsWith(separator) ? 1 : 0;
  return whole
    .split(separator)
    .slice(0, reached + leading)
    .join(separator);
}

function readLog(contract: Contract, example: string): string {
  return String(contract.example(contract.status, example)["data"]);
}

/** The first step comes after the others, with another estimate, and the last one twice. */
function disorder(log: string): string {
  const [leading, first, ...others] = log.split(SEPARATOR);
  if (leading === undefined || first === undefined) return log;
  const rewritten = first.replace(/(\d+) minutes/, (_, minutes: string) => `${Number(minutes) - 1} minutes`);
  const closing = others.filter((line) => !line.startsWith("Step:"));
  const steps = others.filter((line) => line.startsWith("Step:"));
  const lines = [leading, ...steps, rewritten, steps.at(-1) ?? rewritten, ...closing.filter(Boolean)];
  return lines.join(SEPARATOR);
}
