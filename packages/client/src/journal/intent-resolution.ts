/** What you found out about an intent whose outcome was unknown. */
export type IntentResolution = { trainingId: string } | { notCreated: true };
