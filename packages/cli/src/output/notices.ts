import type { CommandContext } from "../command-context.ts";
import { toPrintable } from "./to-printable.ts";

/** What is reported on standard error besides errors. */
export interface Notices {
  /** Reports what works but deserves attention. */
  warn: (message: string) => void;
  /** Reports a request, a retry, or a wait, with `--verbose`. */
  trace: (message: string) => void;
}

/** Creates the notices of one command: plain lines, or JSON documents with `json`. A warning is reported once. */
export function createNotices(
  { output }: CommandContext,
  { verbose, json }: { verbose?: true; json?: true },
): Notices {
  const report = (kind: "warning" | "trace", message: string) =>
    output.report(json ? JSON.stringify({ [kind]: { message } }) : `${kind}: ${toPrintable(message)}`);
  const warnings = new Set<string>();
  return {
    warn(message) {
      if (!warnings.has(message)) report("warning", message);
      warnings.add(message);
    },
    trace: (message) => {
      if (verbose) report("trace", message);
    },
  };
}
