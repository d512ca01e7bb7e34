import type { CommandContext } from "../command-context.ts";
import { CommandError, usageError } from "../output/command-error.ts";
import { toPrintable } from "../output/to-printable.ts";
import { ask, canAsk } from "../terminal/ask.ts";
import type { PreparedRequest } from "./prepare-request.ts";

/** What the contract states about the price. */
export const PRICE =
  "A training costs money. The vendor documented about 3 USD per model in 2023. The present price is not known.";

const YES = new Set(["y", "yes"]);

/** @throws CommandError if a request needs `--yes`, because nobody can be asked. */
export function requireConfirmation(context: CommandContext, yes: boolean): void {
  if (yes || canAsk(context)) return;
  throw usageError(
    "Nothing was sent: without a terminal, train needs --yes, because a training costs money.",
  );
}

/**
 * Shows a request and what is known about its price, and asks whether to send it.
 *
 * @throws CommandError unless the answer is yes.
 */
export async function confirmRequest(context: CommandContext, request: PreparedRequest): Promise<void> {
  context.output.report(`${formatRequest(request)}\n\n${PRICE}`);
  const answer = await ask(context, "Send this request? [y/N] ", { hidden: false });
  if (answer !== undefined && YES.has(answer.trim().toLowerCase())) return;
  throw new CommandError("Nothing was sent.", { code: "declined", exit: "declined" });
}

/** Returns a request for a person: where it goes, and its fields as JSON. The key is not among them. */
function formatRequest({ method, url, body }: PreparedRequest): string {
  return toPrintable(`${method} ${url}\n${JSON.stringify(body, undefined, 2)}`);
}
