import type { Operation } from "../contract/operation.ts";
import type { ResponseNotes } from "../exchange.ts";
import { findFault, REDIRECTED, type Fault } from "../faults/faults.ts";
import type { Script } from "../sessions/script.ts";
import type { Session } from "../sessions/session.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { wantsPrism, type Preferences } from "./preferences.ts";
import type { ResponseChoice } from "./response-choice.ts";

/** What happens to a request besides its normal course. */
export interface Course {
  fault?: Fault | undefined;
  /** The scripted response of the contract. The request has no other effect. */
  refusal?: ResponseChoice;
}

const NORMAL: Course = {};

/** Returns what the request's preferences, the session's script or chance chose for it, in this order. */
export function chooseCourse(
  operation: Operation,
  query: string,
  preferences: Preferences,
  session: Session,
  sessions: Sessions,
  notes: ResponseNotes,
): Course {
  if (query === REDIRECTED) return NORMAL;
  const isPreferred = preferences.fault !== undefined || wantsPrism(preferences);
  const scripted = isPreferred
    ? undefined
    : (session.script.take(operation) ?? sessions.script.take(operation));
  if (!scripted) {
    noteMiss(operation, isPreferred, [session.script, sessions.script], notes);
    return { fault: preferences.fault === undefined ? session.drawFault() : findFault(preferences.fault) };
  }
  const { name, fault, code, example } = scripted;
  notes.scripted = name;
  if (code !== undefined) return { refusal: { code, validate: false } };
  if (example !== undefined) return { refusal: { example, validate: false } };
  return { fault };
}

/** Notes why the request got none of the scripted responses that wait. */
function noteMiss(
  operation: Operation,
  isPreferred: boolean,
  scripts: readonly Script[],
  notes: ResponseNotes,
): void {
  const noMatch = scripts.map((script) => script.explainMiss(operation)).find((miss) => miss !== undefined);
  if (noMatch)
    notes.noMatch = isPreferred
      ? { ...noMatch, reason: "The request's preferences choose its response." }
      : noMatch;
}
