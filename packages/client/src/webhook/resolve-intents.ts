import { systemClock } from "../clock.ts";
import type { Journal } from "../journal/journal.ts";
import type { IntentCandidate } from "./intent-candidate.ts";
import { searchJournal } from "./search-journal.ts";
import type { Findings } from "./search-journal.ts";

/** A webhook call about a training whose status was then requested from the service. */
interface CheckedCall {
  trainingId: string;
  /** What can be an intent's token in the call's URL. */
  tokens: readonly string[];
  /** Whether the service knows the training. */
  isKnown: boolean;
}

type OnCandidate = (candidate: IntentCandidate) => unknown;

/** How many calls are remembered. Repeating an older one only costs another search of the journal. */
const MOST_REMEMBERED = 1_000;

/**
 * Creates a function that resolves the intent whose token a webhook call carries. The token alone is not enough: the service
 * must know the training, and no other intent may have it. Otherwise the training is reported as a candidate.
 */
export function createIntentResolver(journal: Journal, onCandidate: OnCandidate = () => {}) {
  const handled = new Set<string>();

  return async function resolveIntent(call: CheckedCall): Promise<void> {
    const key = JSON.stringify(call);
    if (handled.has(key)) return;
    const findings = await searchJournal(journal, call.trainingId, call.tokens);
    const reason = findObstacle(call, findings);
    if (reason !== undefined) await onCandidate(toCandidate(call, findings, reason));
    else if (findings.match) await markCreated(findings.match, call.trainingId);
    remember(key);
  };

  async function markCreated({ intentId, attemptId }: Attempt, trainingId: string): Promise<void> {
    const updatedAt = systemClock.now();
    await journal.update(intentId, { attemptId, updatedAt, state: "created", trainingId });
  }

  function remember(key: string): void {
    handled.add(key);
    const [oldest] = handled;
    if (handled.size > MOST_REMEMBERED && oldest !== undefined) handled.delete(oldest);
  }
}

type Attempt = NonNullable<Findings["match"]>;

/** Returns why the call resolves no intent; `undefined` also if there is nothing to resolve. */
function findObstacle(
  { trainingId, isKnown }: CheckedCall,
  { match, owner, hasUndecided }: Findings,
): IntentCandidate["reason"] | undefined {
  if (!match) {
    const mayBelongToIntent = isKnown && hasUndecided && owner?.state !== "created";
    return mayBelongToIntent ? "no_match" : undefined;
  }
  if (!isKnown) return "not_found";
  if (owner) return "owned";
  return match.state === "created" && match.trainingId !== trainingId ? "other_training" : undefined;
}

function toCandidate(
  { trainingId }: CheckedCall,
  { match }: Findings,
  reason: IntentCandidate["reason"],
): IntentCandidate {
  return { trainingId, ...(match && { intentId: match.intentId }), reason };
}
