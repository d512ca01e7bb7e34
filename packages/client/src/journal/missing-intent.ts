/** Returns the error for an intent that a journal does not have. */
export function missingIntent(intentId: string): Error {
  return new Error(`The journal has no intent ${JSON.stringify(intentId)}.`);
}
