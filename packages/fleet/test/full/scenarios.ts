import { setTimeout as sleep } from "node:timers/promises";
import { createClient, systemClock } from "@dreambooth-sandbox/client";
import { createFleet } from "@dreambooth-sandbox/fleet";
import type { Fleet, FleetStore } from "@dreambooth-sandbox/fleet";
import { findSendingBefore } from "../../src/creates/parked.ts";
import type { ParkedItem } from "../../src/store/parked.ts";
import { startHttpService } from "../support/http-service.ts";
import type { HttpService } from "../support/http-service.ts";
import { startProgram, waitFor } from "../support/programs.ts";
import type { Program } from "../support/programs.ts";

/** A store that several processes open. */
export interface SharedStore {
  store: FleetStore;
  /** The environment variables by which a program opens it. */
  settings: Record<string, string>;
  /** Kills the store and starts it again. */
  restart?: () => Promise<void>;
}

/** How many trainings to follow, and how. */
export interface FollowPlan {
  trainings: number;
  trainingMs: number;
  /** The delay between two polls of a training. */
  pollMs: number;
  maxPerSecond: number;
}

/** What a run of many trainings showed. */
export interface FollowReport {
  service: HttpService;
  trainings: Record<string, number>;
  /** How much later than planned a training was polled after the kill of a worker, at most. */
  takeoverMs: number;
  /** How long after the store's restart the first poll came. */
  firstPollMs: number;
}

/** Follows trainings in three workers. Kills one of them, and then the store. */
export async function followThroughKills(shared: SharedStore, plan: FollowPlan): Promise<FollowReport> {
  const { trainings, trainingMs, pollMs, maxPerSecond } = plan;
  const service = await startHttpService({ trainingMs, latencyMs: 150 });
  const fleet = await openFleet(shared, service);
  const ids = Array.from({ length: trainings }, () => service.begin());
  await Promise.all(ids.map((id) => fleet.follow(id, { account: "main" })));
  const settings = {
    ...shared.settings,
    BASE_URL: service.url,
    MAX_PER_SECOND: maxPerSecond,
    POLL_MS: pollMs,
  };
  const workers = [1, 2, 3].map(() => startProgram("worker", settings));
  try {
    await waitFor("the first polls", () => service.polls.size > trainings / 4);
    await workers[0]?.end("SIGKILL");
    const killedAt = performance.now();
    let firstPollMs = 0;
    if (shared.restart) {
      await sleep(2_000);
      await shared.restart();
      firstPollMs = await measureFirstPoll(service);
    }
    await waitFor("all ends", () => service.ends.size === trainings, 900_000);
    const takeoverMs = findLateness(service, killedAt, pollMs);
    // Time for requests that must not come any more.
    await sleep(5_000);
    return { service, trainings: (await fleet.status()).trainings, takeoverMs, firstPollMs };
  } finally {
    await Promise.all(workers.slice(1).map((worker) => worker.end("SIGTERM")));
    await fleet.close();
    await service.close();
  }
}

async function measureFirstPoll(service: HttpService): Promise<number> {
  const restartedAt = performance.now();
  const before = service.requestTimes.length;
  await waitFor("a poll after the restart", () => service.requestTimes.length > before);
  return performance.now() - restartedAt;
}

/** Returns how late the first polls after a moment were at most. */
function findLateness(service: HttpService, since: number, pollMs: number): number {
  const lateness = [...service.polls.values()].map(({ times }) => {
    const next = times.findIndex((at) => at > since);
    const dueAt = Math.max(since, (times[next - 1] ?? since) + pollMs);
    return next === -1 ? 0 : (times[next] ?? 0) - dueAt;
  });
  return Math.max(...lateness);
}

/** What a run of creates with kills showed. */
export interface CreateReport {
  service: HttpService;
  kills: number;
  /** The state of each intent. */
  created: number;
  parked: ParkedItem[];
  /** Intents that were sent more than once. */
  sentTwice: string[];
}

/** Creates trainings in processes that are killed at any moment and started again. */
export async function createThroughKills(
  shared: SharedStore,
  creates: number,
  kills: number,
): Promise<CreateReport> {
  const service = await startHttpService({ latencyMs: 30 });
  const settings = { ...shared.settings, BASE_URL: service.url, MAX_PER_SECOND: 200, FIRST: 1 };
  let killed = 0;
  // Each process gets a few intents more than the one before, so that all are killed at work.
  for (let last = creates / kills; killed < kills; last += creates / kills) {
    const creator = startProgram("creator", { ...settings, LAST: Math.min(creates, Math.ceil(last)) });
    await waitFor(
      "a creator",
      () => creator.output().includes("creating") || creator.child.exitCode !== null,
    );
    await sleep(Math.random() * 60);
    if (creator.child.exitCode === null) {
      await creator.end("SIGKILL");
      killed++;
    }
  }
  await startProgram("creator", { ...settings, LAST: creates }).exited;
  return reportCreates(shared, service, killed);
}

async function reportCreates(
  shared: SharedStore,
  service: HttpService,
  kills: number,
): Promise<CreateReport> {
  const fleet = await openFleet(shared, service);
  // What the killed processes were sending is parked when they could no longer record an outcome.
  const store = await shared.store.open({ clock: systemClock, logger: {}, accounts: [] });
  const later = store.now() + (store.now() - findSendingBefore({ store }));
  const parked: ParkedItem[] = [];
  for await (const item of store.listParked(later)) parked.push(item);
  const { trainings } = await fleet.status();
  await store.close();
  await fleet.close();
  await service.close();
  return {
    service,
    kills,
    created: Object.values(trainings).reduce((sum, count) => sum + count, 0),
    parked,
    sentTwice: [...service.creates].filter(([, count]) => count > 1).map(([id]) => id),
  };
}

/** What happened to a training whose worker was stopped in the middle of a request. */
export interface StopReport {
  service: HttpService;
  phase: string;
  /** What the stopped worker printed after it continued. */
  output: string;
}

/** Stops a worker with a request in flight, lets another one follow the training to its end, and continues the first. */
export async function stopInRequest(shared: SharedStore, stoppedMs: number): Promise<StopReport> {
  const service = await startHttpService({ trainingMs: 10_000, latencyMs: 1_500 });
  const fleet = await openFleet(shared, service);
  const id = service.begin();
  await fleet.follow(id, { account: "main" });
  const settings = { ...shared.settings, BASE_URL: service.url, POLL_MS: 1_000 };
  const programs: Program[] = [startProgram("worker", settings)];
  try {
    const [stopped] = programs;
    await waitFor("a request in flight", () => service.polls.get(id)?.inFlight === 1);
    stopped?.child.kill("SIGSTOP");
    programs.push(startProgram("worker", settings));
    await sleep(stoppedMs);
    await waitFor("the end", () => service.ends.has(id));
    const before = await fleet.status();
    stopped?.child.kill("SIGCONT");
    await sleep(5_000);
    const after = await fleet.status();
    if (JSON.stringify(before.trainings) !== JSON.stringify(after.trainings))
      throw new Error("A late result was written.");
    return { service, phase: findPhase(after.trainings), output: stopped?.output() ?? "" };
  } finally {
    await Promise.all(programs.map((program) => program.end("SIGTERM")));
    await fleet.close();
    await service.close();
  }
}

function findPhase(trainings: Record<string, number>): string {
  return Object.entries(trainings).find(([, count]) => count > 0)?.[0] ?? "none";
}

function openFleet({ store }: SharedStore, { url }: HttpService): Promise<Fleet> {
  const client = createClient({ apiKey: "any-key-of-a-test", baseUrl: url, logger: {} });
  return createFleet({ store, accounts: { main: { client, maxPerSecond: 100 } }, logger: {} });
}
