import type { Transport } from "../http/transport.ts";
import type { IntentResolution } from "../journal/intent-resolution.ts";

export async function resolveIntent(
  ...args: [transport: Transport, intentId: string, resolution: IntentResolution]
): Promise<void> {
  return (await import("../journal/intents.ts")).resolveIntent(...args);
}
