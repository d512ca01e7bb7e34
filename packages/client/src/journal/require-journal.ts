import type { Transport } from "../http/transport.ts";
import type { Journal } from "./journal.ts";

/**
 * Returns the client's journal.
 *
 * @throws TypeError if the client has none.
 */
export function requireJournal({ journal }: Transport): Journal {
  if (journal) return journal;
  throw new TypeError("An intentId needs a journal: createClient({ journal: fileJournal(path) }).");
}
