import { systemClock } from "@dreambooth-sandbox/client";
import type { Clock, Logger } from "@dreambooth-sandbox/client";
import { createIntentRecorder } from "./creates/intent-recorder.ts";
import { createTraining } from "./creates/create-training.ts";
import { listParked } from "./creates/parked.ts";
import { resolveIntent } from "./creates/resolve-intent.ts";
import type { Account, FleetContext } from "./fleet-context.ts";
import { checkAccounts } from "./fleet-options.ts";
import type { FleetAccount, FleetOptions } from "./fleet-options.ts";
import type { Fleet } from "./fleet.ts";
import { followTraining } from "./follow-training.ts";
import { createSendSlots } from "./limits/send-slots.ts";
import { readReport } from "./operation/fleet-report.ts";
import { renderMetrics } from "./operation/metrics.ts";
import type { OpenStore } from "./store/store.ts";
import { createWebhookHandler } from "./webhook/webhook-handler.ts";
import { work } from "./work.ts";

/**
 * Opens a fleet. Creates the store if it is missing, and migrates it if an older version made it.
 *
 * @throws TypeError for an invalid account; FleetError with the code `store_unavailable` if the store cannot be reached, or
 * `store_incompatible` if it is not a fleet's store, or a newer version made it.
 * @example
 * ```ts
 * const fleet = await createFleet({
 *   store: sqliteStore("fleet.db"),
 *   accounts: { main: { client: createClient(), maxPerSecond: 8 } },
 *   onEnd: ({ trainingId, outcome }) => console.log(trainingId, outcome),
 * });
 * ```
 */
export async function createFleet(options: FleetOptions): Promise<Fleet> {
  const { store: place, accounts, clock = systemClock } = options;
  checkAccounts(accounts);
  const logger = completeLogger(options.logger);
  const store = await place.open({ clock, logger, accounts: Object.keys(accounts) });
  const names = Object.entries(accounts).map(
    ([name, account]) => [name, openAccount({ store, clock, logger }, name, account)] as const,
  );
  return bindFleet({ store, clock, logger, options, accounts: new Map(names) });
}

function openAccount(
  shared: { store: OpenStore; clock: Clock; logger: Required<Logger> },
  name: string,
  { client, maxPerSecond }: FleetAccount,
): Account {
  return {
    name,
    client,
    maxPerSecond,
    slots: createSendSlots(shared.store, shared.clock, name, maxPerSecond),
    recorder: createIntentRecorder(shared, name),
  };
}

function bindFleet(context: FleetContext): Fleet {
  const { store } = context;
  const close = (): Promise<void> => store.close();
  return {
    create: (intentId, request, options) => createTraining(context, intentId, request, options),
    follow: (trainingId, options) => followTraining(context, trainingId, options),
    work: (options) => work(context, options),
    status: () => readReport(context),
    metrics: async () => renderMetrics(await readReport(context)),
    parked: () => listParked(context),
    resolve: (intentId, resolution) => resolveIntent(context, intentId, resolution),
    retryParkedEvents: () => store.retryParkedEvents(),
    webhook: (options) => createWebhookHandler(context, options),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** A logger that throws must not end the work. */
function completeLogger(logger: Logger = { warn: (line) => console.warn(line) }): Required<Logger> {
  const write = (level: keyof Logger) => (line: string) => {
    try {
      logger[level]?.(line);
    } catch {}
  };
  return { debug: write("debug"), warn: write("warn") };
}
