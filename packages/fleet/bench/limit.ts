import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@dreambooth-sandbox/client";
import { createFleet } from "@dreambooth-sandbox/fleet";
import { startHttpService } from "../test/support/http-service.ts";
import { startProgram, waitFor } from "../test/support/programs.ts";
import type { SharedStore } from "../test/full/scenarios.ts";
import { isSmall } from "./environment.ts";
import type { Row } from "./row.ts";

const LIMIT = 50;
/** The server's limit is a tenth higher: no clock and no network is exact. */
const REFUSED_FROM = 56;
const RUN_MS = isSmall ? 10_000 : 60_000;

/** Measures whether three processes together keep to the limit of an account. */
export async function measureLimit(name: string, { store, settings }: SharedStore): Promise<Row> {
  const service = await startHttpService({ trainingMs: 3_600_000, latencyMs: 50, refusedFrom: REFUSED_FROM });
  const client = createClient({ apiKey: "any-key-of-a-test", baseUrl: service.url, logger: {} });
  const accounts = { main: { client, maxPerSecond: LIMIT } };
  const fleet = await createFleet({ store, accounts, logger: {} });
  // Far more polls are due than the limit allows.
  for (let count = 0; count < 4 * LIMIT; count++) await fleet.follow(service.begin(), { account: "main" });
  const program = { ...settings, BASE_URL: service.url, MAX_PER_SECOND: LIMIT, POLL_MS: 100 };
  const workers = [1, 2, 3].map(() => startProgram("worker", program));
  await waitFor("the first polls", () => service.requestTimes.length > LIMIT);
  await sleep(RUN_MS);
  await Promise.all(workers.map((worker) => worker.end("SIGTERM")));
  await fleet.close();
  await service.close();
  const times = service.requestTimes;
  const rate = (times.length * 1_000) / ((times.at(-1) ?? 0) - (times[0] ?? 0));
  return {
    what: `L = ${LIMIT} a second over three processes for ${RUN_MS / 1000} s, refused from request ${REFUSED_FROM} in a second on, ${name}`,
    measured: `${service.refused} refused, ${rate.toFixed(1)} a second`,
    bar: "0 refused",
  };
}
