import type { Operation } from "../contract/operation.ts";
import type { NoMatch } from "../exchange.ts";
import { explainMismatch, matches, type ScriptEntry } from "./script-entry.ts";

/** A scripted response that no request has received yet. */
export interface ScriptedResponse {
  /** `ok`, or the name of a fault, a status code or an example. */
  response: string;
  /** The operation that it is for; any operation by default. */
  operationId?: string;
}

/** The next responses, which a test chose. */
export interface Script {
  /**
   * Adds responses at the end.
   *
   * @throws RangeError if too many would wait.
   */
  add(entries: readonly ScriptEntry[], operationId: string | undefined): void;
  /** Removes and returns the response for a request to this operation, or returns undefined if it has none. */
  take(operation: Operation): ScriptEntry | undefined;
  /** Returns the responses that wait, in order. */
  list(): ScriptedResponse[];
  /** Returns why a request to this operation gets none of the responses that wait. */
  explainMiss(operation: Operation): NoMatch | undefined;
}

interface Waiting {
  entry: ScriptEntry;
  operationId: string | undefined;
}

/** The maximum number of responses that wait in a script. */
export const LONGEST_SCRIPT = 100;

/** Creates an empty script. */
export function createScript(): Script {
  const waiting: Waiting[] = [];

  /** Finds the response for an operation: its own first, then the next one for any operation, if the operation has it. */
  function findNext(operation: Operation): number {
    const own = waiting.findIndex(({ operationId }) => operationId === operation.iid);
    if (own >= 0) return own;
    const next = waiting.findIndex(({ operationId }) => operationId === undefined);
    const entry = waiting[next]?.entry;
    return entry && matches(entry, operation) ? next : -1;
  }

  return {
    add(entries, operationId) {
      if (waiting.length + entries.length > LONGEST_SCRIPT)
        throw new RangeError(
          `At most ${LONGEST_SCRIPT} scripted responses can wait in a session (${waiting.length} wait already).`,
        );
      waiting.push(...entries.map((entry) => ({ entry, operationId })));
    },
    take(operation) {
      if (waiting.length === 0) return undefined;
      const index = findNext(operation);
      return index < 0 ? undefined : waiting.splice(index, 1)[0]?.entry;
    },
    list: () =>
      waiting.map(({ entry, operationId }) => ({
        response: entry.name,
        ...(operationId !== undefined && { operationId }),
      })),
    explainMiss(operation) {
      const [next] = waiting;
      if (!next) return undefined;
      const { entry, operationId } = next;
      const closest = `scripted response ${entry.name}${operationId === undefined ? "" : ` of ${operationId}`}`;
      return { closest, reason: explainMismatch(entry, operation, operationId) };
    },
  };
}
