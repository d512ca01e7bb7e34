import process from "node:process";
import { createClient } from "@dreambooth-sandbox/client";
import { createFleet, sqliteStore } from "@dreambooth-sandbox/fleet";
import type { Fleet, FleetStore } from "@dreambooth-sandbox/fleet";
import { postgresStore } from "@dreambooth-sandbox/fleet/postgres";

/** Opens the fleet of this example, in any of its processes. The client reads its key and its URL from the environment. */
export function openFleet(): Promise<Fleet> {
  return createFleet({
    store: chooseStore(),
    accounts: { main: { client: createClient({ logger: {} }), maxPerSecond: 500 } },
    // The mock's trainings last seconds instead of an hour.
    pollDelayMs: () => Number(process.env["POLL_MS"]),
  });
}

/** Growing is one line. */
function chooseStore(): FleetStore {
  const { DATABASE_URL, FLEET_FILE = "fleet.db" } = process.env;
  return DATABASE_URL === undefined ? sqliteStore(FLEET_FILE) : postgresStore(DATABASE_URL);
}
