/** A training that a webhook call names, and that may belong to an intent, although no intent was resolved. */
export interface IntentCandidate {
  trainingId: string;
  /** The intent whose token the call carries. Absent if there is none. */
  intentId?: string;
  /**
   * Why no intent was resolved. `no_match`: the service knows the training, no intent has it, no intent has the call's token,
   * and at least one intent is undecided. `not_found`: the service does not know the training. `owned`: another intent has
   * it. `other_training`: the intent has another training, so it may have created two.
   */
  reason: "no_match" | "not_found" | "owned" | "other_training";
}
