import type { CallOptions } from "../http/client-options.ts";
import type { IntentRecorder } from "../journal/journal.ts";

/** Options for creating a training. */
export interface CreateOptions extends CallOptions {
  /**
   * Your name for this create, such as an order number: 1 to 256 characters, unique in the `journal`, which it
   * needs. Further calls with the same id return the same training, and never send the request while its outcome is unknown.
   *
   * In one process, a call with the id of a create in flight shares its outcome. If such a call is aborted, or exceeds its
   * deadline, the create continues. If the call that sends the create is aborted, the outcome is unknown for all of them.
   *
   * `signal` and `deadlineMs` also end the wait for a journal that does not respond: with the signal's reason or a
   * {@link JournalError} before the request, and with what is known of its outcome after.
   */
  intentId?: string | undefined;
  /** Records the intent of this create. Default: the client's `journal`. */
  journal?: IntentRecorder | undefined;
}
