import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createClient } from "@dreambooth-sandbox/client";
import { createFleet } from "../create-fleet.ts";
import type { FleetOptions } from "../fleet-options.ts";
import type { Fleet } from "../fleet.ts";
import { sqliteStore } from "../sqlite/sqlite-store.ts";
import type { FleetStore } from "../store/store.ts";
import type { CommandContext } from "./command-context.ts";

/** Where the command finds its fleet. */
export interface FleetSource {
  config?: string;
  store?: string;
}

/** What is wrong with the command line, in words for its user. */
export class UsageError extends Error {}

/** Opens the fleet of a configuration file, or one that has a store and no accounts. */
export async function loadFleet(
  context: CommandContext,
  source: FleetSource,
  accounts: FleetOptions["accounts"] = {},
): Promise<Fleet> {
  const logger = { warn: (line: string) => context.stderr.write(`${line}\n`) };
  if (source.config !== undefined) return createFleet({ logger, ...(await loadConfig(source.config)) });
  if (source.store === undefined) throw new UsageError("Name the fleet with --config or --store.");
  return createFleet({ store: await openPlace(source.store), accounts, logger });
}

/** Returns the account that the environment describes. */
export function readAccount({ env }: CommandContext, maxPerSecond: number): FleetOptions["accounts"] {
  const client = createClient({
    apiKey: env["DREAMBOOTH_SANDBOX_API_KEY"],
    baseUrl: env["DREAMBOOTH_SANDBOX_BASE_URL"],
  });
  return { main: { client, maxPerSecond } };
}

async function loadConfig(file: string): Promise<FleetOptions> {
  const loaded = (await import(pathToFileURL(resolve(file)).href)) as { default?: FleetOptions };
  if (typeof loaded.default !== "object" || loaded.default === null)
    throw new UsageError(`${file} must export the options of createFleet as its default.`);
  return loaded.default;
}

/** PostgreSQL's packages are loaded only for a database, because they are optional. */
async function openPlace(place: string): Promise<FleetStore> {
  if (!/^postgres(?:ql)?:\/\//.test(place)) return sqliteStore(place);
  const { postgresStore } = await import("../postgres/index.ts");
  return postgresStore(place);
}
