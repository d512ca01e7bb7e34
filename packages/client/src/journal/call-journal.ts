import { JournalError } from "../errors.ts";
import type { Transport } from "../http/transport.ts";
import { describeReason } from "../validation/describe-reason.ts";

/**
 * Returns what a task with the journal returns.
 *
 * @throws JournalError with the consequence if it fails.
 */
export async function callJournal<T>(
  { redact }: Transport,
  consequence: string,
  task: () => Promise<T>,
): Promise<T> {
  try {
    return await task();
  } catch (cause) {
    const reason = redact(describeReason(cause));
    throw new JournalError(`${consequence}: ${reason}. Check the journal, then try again.`, { cause });
  }
}
