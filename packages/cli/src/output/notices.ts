import type { CommandContext } from "../command-context.ts";
import { toCommandTerms } from "./command-terms.ts";
import { toPrintable } from "./to-printable.ts";

/** What is reported on standard error besides errors. */
export interface Notices {
  /** Reports what works but deserves attention. */
  warn: (message: string) => void;
  /** Reports a request, a retry, or a wait, with `--verbose`. */
  trace: (message: string) => void;
}

/** Creates the notices of one command: plain lines, or JSON documents with `json`. */
export function createNotices(
  { output }: CommandContext,
  { verbose, json }: { verbose?: true; json?: true },
): Notices {
  const report = (kind: "warning" | "trace", text: string) => {
    const message = toCommandTerms(text);
    output.report(json ? JSON.stringify({ [kind]: { message } }) : `${kind}: ${toPrintable(message)}`);
  };
  return {
    warn: (message) => report("warning", message),
    trace: (message) => {
      if (verbose) report("trace", message);
    },
  };
}

/** Returns notices that leave out the warnings that were `shown`. */
export function withoutShown(notices: Notices, shown: ReadonlySet<string>): Notices {
  return {
    ...notices,
    warn: (message) => {
      if (!shown.has(message)) notices.warn(message);
    },
  };
}
