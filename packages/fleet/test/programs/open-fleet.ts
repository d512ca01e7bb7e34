import { createClient } from "@dreambooth-sandbox/client";
import { createFleet, sqliteStore } from "@dreambooth-sandbox/fleet";
import type { Fleet } from "@dreambooth-sandbox/fleet";
import { postgresStore } from "@dreambooth-sandbox/fleet/postgres";

const { STORE = "", SCHEMA = "fleet", BASE_URL = "", MAX_PER_SECOND = "50", POLL_MS } = process.env;

/** Opens the fleet that the environment describes. Handlers report each end to the service. */
export function openFleet(): Promise<Fleet> {
  const client = createClient({ baseUrl: BASE_URL, timeoutMs: 10_000, logger: {} });
  return createFleet({
    store: STORE.startsWith("postgres:") ? postgresStore(STORE, { schema: SCHEMA }) : sqliteStore(STORE),
    accounts: { main: { client, maxPerSecond: Number(MAX_PER_SECOND) } },
    ...(POLL_MS !== undefined && { pollDelayMs: () => Number(POLL_MS) }),
    async onEnd({ trainingId }) {
      const response = await fetch(`${BASE_URL}/ended/${trainingId}`, { method: "POST" });
      await response.text();
    },
    logger: { warn: (line) => console.error(line) },
  });
}
