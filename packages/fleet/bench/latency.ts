import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@dreambooth-sandbox/client";
import { createFleet } from "@dreambooth-sandbox/fleet";
import { startHttpService } from "../test/support/http-service.ts";
import type { HttpService } from "../test/support/http-service.ts";
import { startProgram, waitFor } from "../test/support/programs.ts";
import type { SharedStore } from "../test/full/scenarios.ts";
import { isSmall, percentile } from "./environment.ts";
import { round } from "./row.ts";
import type { Row } from "./row.ts";

const TRAININGS = isSmall ? 60 : 300;
const RUN_MS = isSmall ? 10_000 : 60_000;
const POLL_MS = 4_000;
const LATENCY_MS = 20;
const WEBHOOKS = isSmall ? 5 : 50;
/** No call makes polls of a training more frequent than this. */
const BETWEEN_WEBHOOKS_MS = 5_500;

/** Measures how late polls are, what they cost, and how soon a webhook call causes one. */
export async function measureLatency(name: string, shared: SharedStore): Promise<Row[]> {
  const service = await startHttpService({ trainingMs: 3_600_000, latencyMs: LATENCY_MS });
  const fleet = await openFleet(shared, service);
  const settings = { ...shared.settings, BASE_URL: service.url, MAX_PER_SECOND: 1_000, POLL_MS };
  for (let count = 0; count < TRAININGS; count++) await fleet.follow(service.begin(), { account: "main" });
  const workers = [1, 2, 3].map(() => startProgram("worker", settings));
  await waitFor("all first polls", () => service.polls.size === TRAININGS);
  await sleep(2 * POLL_MS);
  const since = performance.now();
  await sleep(RUN_MS);
  const lateness = listLateness(service, since);
  await Promise.all(workers.map((worker) => worker.end("SIGTERM")));
  const cpuMs = workers.reduce(
    (sum, worker) => sum + Number(/cpu ([\d.]+) ms/.exec(worker.output())?.[1]),
    0,
  );
  await fleet.close();
  await service.close();
  return [
    {
      what: `due → request, ${TRAININGS} trainings, three workers, ${name}`,
      measured: `p50 ${round(percentile(lateness, 0.5))} ms, p99 ${round(percentile(lateness, 0.99))} ms`,
      bar: "p99 250 ms",
    },
    {
      what: `worker CPU per poll, ${name}`,
      measured: `${round(cpuMs / service.requestTimes.length)} ms`,
      bar: "3 ms",
    },
    await measureWebhooks(name, shared),
  ];
}

/** The delay counts from the response, so a request is late by what exceeds the delay and the response's time. */
function listLateness({ polls }: HttpService, since: number): number[] {
  return [...polls.values()].flatMap(({ times }) =>
    times
      .map((at, index) => ({ at, lateMs: at - (times[index - 1] ?? at) - POLL_MS - LATENCY_MS }))
      .slice(1)
      .filter(({ at }) => at > since)
      .map(({ lateMs }) => lateMs),
  );
}

/** The call comes to this process, and another one makes the poll. */
async function measureWebhooks(name: string, shared: SharedStore): Promise<Row> {
  const service = await startHttpService({ trainingMs: 3_600_000, latencyMs: LATENCY_MS });
  const fleet = await openFleet(shared, service);
  const id = service.begin("training-of-webhooks");
  const settings = { ...shared.settings, BASE_URL: service.url, MAX_PER_SECOND: 1_000, POLL_MS: 600_000 };
  await fleet.follow(id, { account: "main" });
  const worker = startProgram("worker", settings);
  await waitFor("the first poll", () => service.polls.has(id));
  const handle = fleet.webhook();
  const delays: number[] = [];
  for (let count = 0; count < WEBHOOKS; count++) {
    await sleep(BETWEEN_WEBHOOKS_MS);
    const calledAt = performance.now();
    await handle(
      new Request("https://example.com/", { method: "POST", body: JSON.stringify({ model_id: id }) }),
    );
    await waitFor("the poll", () => (service.polls.get(id)?.times.at(-1) ?? 0) > calledAt);
    delays.push((service.polls.get(id)?.times.at(-1) ?? 0) - calledAt);
  }
  await worker.end("SIGTERM");
  await fleet.close();
  await service.close();
  return {
    what: `webhook → poll in another process, ${WEBHOOKS} calls, ${name}`,
    measured: `p50 ${round(percentile(delays, 0.5))} ms, p99 ${round(percentile(delays, 0.99))} ms`,
    bar: "100 ms",
  };
}

function openFleet({ store }: SharedStore, { url }: HttpService) {
  const client = createClient({ apiKey: "any-key-of-a-test", baseUrl: url, logger: {} });
  return createFleet({ store, accounts: { main: { client, maxPerSecond: 1_000 } }, logger: {} });
}
