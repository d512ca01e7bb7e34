export { createWebhookHandler } from "./create-webhook-handler.ts";
export type { WebhookHandlerOptions } from "./create-webhook-handler.ts";
export type { IntentCandidate } from "./intent-candidate.ts";
export { findWebhookTokens } from "../journal/webhook-token.ts";
export { parseTrainingWebhook } from "./parse-training-webhook.ts";
export type { TrainingHint } from "./parse-training-webhook.ts";
