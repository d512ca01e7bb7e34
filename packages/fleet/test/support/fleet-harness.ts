import { join } from "node:path";
import { createClient } from "@dreambooth-sandbox/client";
import type { TrainingRequest } from "@dreambooth-sandbox/client";
import { createFleet, sqliteStore } from "@dreambooth-sandbox/fleet";
import type { Fleet, FleetOptions, WorkOptions } from "@dreambooth-sandbox/fleet";
import { onTestFinished } from "vitest";
import { createService } from "./service.ts";
import type { Service } from "./service.ts";
import { createTemporaryFolder } from "./temporary-folder.ts";
import { createVirtualClock } from "./virtual-clock.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export const KEY = "secret-key-of-the-main-account";

export const request: TrainingRequest = {
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: Array.from({ length: 7 }, (_, i) => `https://example.com/pictures/person-${i + 1}.png`),
  training_type: "men",
  max_train_steps: 14,
};

/** A fleet's surroundings: a file, a clock, and a service. */
export interface FleetHarness {
  path: string;
  clock: VirtualClock;
  service: Service;
  /** Everything that was logged. */
  warnings: string[];
  /** Opens the fleet as another process would. It stops working and is closed after the test. */
  open: (options?: Partial<FleetOptions>) => Promise<WorkingFleet>;
  /** Returns the accounts, each with its own client and key, and with `maxPerSecond`. */
  accountsOf: (limits: Record<string, number>) => FleetOptions["accounts"];
}

/** A fleet that can start and stop working. */
export interface WorkingFleet extends Fleet {
  start(options?: Omit<WorkOptions, "signal">): void;
  /** Stops working. Resolves when `work` has returned. */
  stop(): Promise<void>;
}

/** Creates everything that a fleet needs, with a clock that only a test advances. */
export function setUpFleet({ latencyMs = 200, checkIntervalMs = 2_000 } = {}): FleetHarness {
  const path = join(createTemporaryFolder(), "fleet.db");
  const clock = createVirtualClock();
  const service = createService(clock, latencyMs);
  const warnings: string[] = [];
  const logger = { warn: (line: string) => warnings.push(line) };

  const accountsOf = (limits: Record<string, number>): FleetOptions["accounts"] =>
    Object.fromEntries(
      Object.entries(limits).map(([name, maxPerSecond]) => {
        const apiKey = name === "main" ? KEY : `secret-key-of-${name}`;
        return [
          name,
          { client: createClient({ apiKey, clock, logger, fetch: service.fetch }), maxPerSecond },
        ];
      }),
    );

  async function open(options: Partial<FleetOptions> = {}): Promise<WorkingFleet> {
    const accounts = accountsOf({ main: 10 });
    const fleet = await createFleet({
      store: sqliteStore(path, { checkIntervalMs }),
      accounts,
      clock,
      logger,
      ...options,
    });
    const working = addStartAndStop(fleet);
    onTestFinished(async () => {
      await clock.runUntil(toCondition(working.stop()));
      await fleet.close();
    });
    return working;
  }

  return { path, clock, service, warnings, open, accountsOf };
}

/** Returns a condition that holds once a promise has settled. */
export function toCondition(promise: Promise<unknown>): () => boolean {
  let isSettled = false;
  promise.then(
    () => (isSettled = true),
    () => (isSettled = true),
  );
  return () => isSettled;
}

function addStartAndStop(fleet: Fleet): WorkingFleet {
  const controller = new AbortController();
  let working: Promise<void> = Promise.resolve();
  return Object.assign(fleet, {
    start(options: Omit<WorkOptions, "signal"> = {}) {
      working = fleet.work({ ...options, signal: controller.signal });
      working.catch(() => {});
    },
    stop() {
      controller.abort();
      return working;
    },
  });
}

/** Lets time pass until a promise settles. */
export async function settleIn<T>(clock: VirtualClock, promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  await clock.runUntil(toCondition(promise));
  return promise;
}
