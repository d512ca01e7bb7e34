import { isUndecided } from "../journal/intent.ts";
import type { Intent } from "../journal/intent.ts";
import type { Journal } from "../journal/journal.ts";
import { isSameSecret } from "./is-same-secret.ts";

/** What a journal has about a webhook call. */
export interface Findings {
  /** The intent whose token the call carries. */
  match?: Intent;
  /** Another intent that has the call's training. */
  owner?: Intent;
  hasUndecided: boolean;
}

/** Reads the whole journal. Comparing tokens takes a time that does not depend on their characters. */
export async function searchJournal(
  journal: Journal,
  trainingId: string,
  tokens: readonly string[],
): Promise<Findings> {
  const findings: Findings = { hasUndecided: false };
  for await (const intent of journal.list()) {
    const { webhookToken } = intent;
    findings.hasUndecided ||= isUndecided(intent);
    if (webhookToken !== undefined && tokens.some((token) => isSameSecret(token, webhookToken)))
      findings.match = intent;
    else if (intent.trainingId === trainingId) findings.owner = intent;
  }
  return findings;
}
