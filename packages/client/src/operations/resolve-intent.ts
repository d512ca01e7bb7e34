import type { Transport } from "../http/transport.ts";
import type { IntentResolution } from "../journal/intent-resolution.ts";

export async function resolveIntent(
  ...args: [transport: Transport, intentId: string, resolution: IntentResolution]
): Promise<void> {
  // Loaded by its first use, as most programs have no journal.
  return (await import("../journal/resolve-intent.ts")).resolveIntent(...args);
}
