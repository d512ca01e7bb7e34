import { createClient } from "@dreambooth-sandbox/client";
import { createFleet } from "@dreambooth-sandbox/fleet";
import { createService } from "../test/support/service.ts";
import { createVirtualClock } from "../test/support/virtual-clock.ts";
import { isSmall, withSqliteStore } from "./environment.ts";
import type { Row } from "./row.ts";

const TRAININGS = isSmall ? 20 : 200;
const MAX_PER_SECOND = 10;

/** Compares the number of status requests with that of `watchTrainings`, on a virtual clock. */
export async function measureRequests(): Promise<Row> {
  const fleet = await withSqliteStore(({ store }) => countFleet(store));
  const watch = await countWatch();
  return {
    what: `status requests for ${TRAININGS} trainings, against watchTrainings at ${MAX_PER_SECOND} a second`,
    measured: `${((100 * fleet) / watch).toFixed(1)} % (${fleet} and ${watch})`,
    bar: "105 %",
  };
}

async function countFleet(store: Parameters<typeof createFleet>[0]["store"]): Promise<number> {
  const clock = createVirtualClock();
  const service = createService(clock);
  const client = createClient({ apiKey: "any-key", clock, logger: {}, fetch: service.fetch });
  const stop = new AbortController();
  let ended = 0;
  const fleet = await createFleet({
    store,
    clock,
    accounts: { main: { client, maxPerSecond: MAX_PER_SECOND } },
    onEnd: () => ended++,
  });
  for (let count = 0; count < TRAININGS; count++) await fleet.follow(service.begin(), { account: "main" });
  const working = fleet.work({ signal: stop.signal });
  await clock.runUntil(() => ended === TRAININGS);
  let isStopped = false;
  stop.abort();
  void working.then(() => (isStopped = true));
  await clock.runUntil(() => isStopped);
  await fleet.close();
  return service.requests.length;
}

async function countWatch(): Promise<number> {
  const clock = createVirtualClock();
  const service = createService(clock);
  const ids = Array.from({ length: TRAININGS }, () => service.begin());
  const client = createClient({ apiKey: "any-key", clock, logger: {}, fetch: service.fetch });
  let isOver = false;
  const watching = (async () => {
    for await (const item of client.watchTrainings(ids, { maxPerSecond: MAX_PER_SECOND })) void item;
    isOver = true;
  })();
  await clock.runUntil(() => isOver);
  await watching;
  return service.requests.length;
}
