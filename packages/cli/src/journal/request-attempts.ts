import { createHash } from "node:crypto";
import type { Intent, Journal } from "@dreambooth-sandbox/client";

/** How long a request that created a training is refused when it is sent again. */
const REPEAT_MS = 60 * 60_000;
const ID_LENGTH = 12;

/** The next intent of a request, or the one that stands in its way. */
export type NextAttempt = { intentId: string } | { earlier: Intent };

/**
 * Returns the next intent of a request. All intents of a request are numbered, so that of two commands that send it at the
 * same moment, both choose the same intent, and the journal lets only one of them begin it.
 */
export async function findNextAttempt(
  journal: Journal,
  body: object,
  { again, now }: { again: boolean; now: number },
): Promise<NextAttempt> {
  const { intents, nextId } = await readAttempts(journal, hashBody(body));
  const earlier = intents.findLast((intent) => isInTheWay(intent, now));
  if (earlier && !again) return { earlier };
  // Nothing came of a refused intent, so it begins again.
  return { intentId: intents.find(({ state }) => state === "refused")?.intentId ?? nextId };
}

/** Returns all intents of a request, and the first id that none has. The numbers have no gaps. */
async function readAttempts(journal: Journal, base: string): Promise<{ intents: Intent[]; nextId: string }> {
  const intents: Intent[] = [];
  for (;;) {
    const nextId = `${base}-${intents.length + 1}`;
    const intent = await journal.get(nextId);
    if (!intent) return { intents, nextId };
    intents.push(intent);
  }
}

/** An unknown outcome stays in the way until it is resolved, however old it is. */
function isInTheWay({ state, updatedAt }: Intent, now: number): boolean {
  return state === "created" ? now - updatedAt < REPEAT_MS : state !== "refused";
}

/** Returns a hash of the body, in which the order of its fields does not matter. */
function hashBody(body: object): string {
  const fields = Object.entries(body).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(fields)).digest("hex").slice(0, ID_LENGTH);
}
