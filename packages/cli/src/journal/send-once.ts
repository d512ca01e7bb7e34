import type {
  CreatedTraining,
  Intent,
  Journal,
  SandboxClient,
  TrainingRequest,
} from "@dreambooth-sandbox/client";
import type { GlobalOptions } from "../command-context.ts";
import { readCode } from "../find-exit-code.ts";
import { AdvisedError, CommandError } from "../output/command-error.ts";
import { alreadySent, listResolutions } from "./already-sent.ts";
import { findNextAttempt } from "./request-attempts.ts";

/** What sending a request needs. */
interface Sending {
  journal: Journal;
  /** Returns a client with this journal. */
  createClient: (journal: Journal) => SandboxClient;
  /** The body to send, without the key. */
  body: object;
  again: boolean;
  now: () => number;
  signal: AbortSignal | undefined;
  options: GlobalOptions;
}

/** A training, and the intent that created it. */
export interface SentTraining extends CreatedTraining {
  intentId: string;
}

/** @throws CommandError if the request may not be sent because it was sent before. */
export async function requireNotSent({ journal, body, again, now, options }: Sending): Promise<string> {
  const attempt = await findNextAttempt(journal, body, { again, now: now() }).catch(failToRead);
  if ("earlier" in attempt) throw alreadySent(attempt.earlier, now(), options);
  return attempt.intentId;
}

function failToRead(cause: Error): never {
  throw new CommandError(
    `The journal could not be read, so nothing was sent: ${cause.message}`,
    { code: "journal_failed", exit: "error" },
    { cause },
  );
}

/**
 * Sends a request as the next intent of the journal, unless it was sent before.
 *
 * @throws CommandError if it was, also by another command at the same moment; AdvisedError if its outcome is unknown.
 */
export async function sendOnce(sending: Sending): Promise<SentTraining> {
  for (;;) {
    const intentId = await requireNotSent(sending);
    const watched = watchBegin(sending.journal);
    const client = sending.createClient(watched.journal);
    const outcome = await create(client, intentId, sending).catch((error: unknown) => {
      if (watched.lostTo()) return undefined;
      throw readCode(error) === "create_outcome_unknown" ? withResolutions(error, intentId, sending) : error;
    });
    const lostTo = watched.lostTo();
    if (outcome && !lostTo) return outcome;
    if (lostTo && !sending.again) throw alreadySent(lostTo, sending.now(), sending.options);
  }
}

async function create(
  client: SandboxClient,
  intentId: string,
  { body, signal }: Sending,
): Promise<SentTraining> {
  const created = await client.createTraining(body as TrainingRequest, {
    intentId,
    ...(signal && { signal }),
  });
  return { ...created, intentId };
}

/** Returns the journal, and whether another command began the intent first. Only the first one may send. */
function watchBegin(journal: Journal): { journal: Journal; lostTo: () => Intent | undefined } {
  let existing: Intent | undefined;
  return {
    lostTo: () => existing,
    journal: {
      ...journal,
      async begin(intent) {
        const begun = await journal.begin(intent);
        if (!begun.created) ({ existing } = begun);
        return begun;
      },
    },
  };
}

function withResolutions(error: unknown, intentId: string, { options }: Sending): AdvisedError {
  const { message, trainingId } = error as Error & { trainingId?: string };
  const mentioned = trainingId === undefined ? "" : ` The response mentions training ${trainingId}.`;
  return new AdvisedError(error, {
    message: `${message}${mentioned} It is intent ${intentId} in the journal: record there what you find in your account.`,
    next: listResolutions(intentId, options),
    intentId,
    trainingId,
  });
}
