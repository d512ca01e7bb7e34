import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@dreambooth-sandbox/client";
import { expect, test } from "vitest";
import { loadContract } from "../../../src/contract/load-contract.ts";
import { requireScenario } from "../../../src/life-cycle/scenarios.ts";
import { planStages } from "../../../src/life-cycle/stages.ts";
import { listCreated, readJournal, type Created, type JournalEntry } from "./journal.ts";
import { startKilledServer } from "./killed-server.ts";
import { createFastClock, follow, trainAll, type Followed, type Outcome } from "./train-all.ts";

const TRAININGS = 2_000;
const IN_FLIGHT = { trainings: 400, creates: 32 };
const SPEED = 500;
const FAULT_RATE = 0.2;
/** The time limit of an attempt by the system's clock: some responses never end. */
const TIMEOUT_MS = 5_000;
/** Each server has another default scenario. A training keeps that of the server which created it. */
const SCENARIOS = ["success", "failure", "unknown-status", "worker-log", "failure-deploying_model"];

const contract = await loadContract();

test("2,000 trainings with faults and killed servers: none lost, none wrong, none created beyond what the client reported", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "soak-")), "journal.jsonl");
  const startedMs = Date.now();
  await using server = await startKilledServer(
    (start) => ({
      speed: SPEED,
      scenario: SCENARIOS[start % SCENARIOS.length] ?? "success",
      faults: { rate: FAULT_RATE, seed: start + 1, latencyMs: 50 },
      file,
    }),
    () => 3_000 + Math.random() * 2_000,
  );
  const client = createClient({
    apiKey: "soak-key",
    baseUrl: server.url,
    clock: createFastClock(SPEED),
    timeoutMs: TIMEOUT_MS * SPEED,
    maxRetries: 100_000,
    logger: {},
  });

  const outcomes = await trainAll(client, TRAININGS, IN_FLIGHT);
  const journal = readJournal(file);
  const created = listCreated(journal);
  const trainings = [...created.values()].flat();
  const reported = new Map(
    outcomes.flatMap((outcome) =>
      outcome.kind === "created" ? [[outcome.trainingId, outcome.followed] as const] : [],
    ),
  );
  const wrong = await Promise.all(
    trainings.map(async (training) =>
      findWrong(training, reported.get(training.trainingId) ?? (await follow(client, training.trainingId))),
    ),
  );
  console.log(summarize(outcomes, journal, server.kills, Date.now() - startedMs));

  expect(outcomes).toHaveLength(TRAININGS);
  expect(outcomes.flatMap((outcome) => findExcess(outcome, created.get(outcome.number)))).toEqual([]);
  expect(wrong.flat()).toEqual([]);
  expect(server.kills).toBeGreaterThan(5);
  expect(countFaults(journal)).toBeGreaterThan(journal.length * FAULT_RATE * 0.9);
  expect(countResets(journal)).toBeGreaterThan(0);
});

/** Returns what is wrong between what the client reported about a create, and the trainings that it started. */
function findExcess(outcome: Outcome, created: readonly Created[] = []): string[] {
  const ids = created.map(({ trainingId }) => trainingId).join(", ");
  if (outcome.kind === "created")
    return ids === outcome.trainingId ? [] : [`${outcome.trainingId} was reported, but created: ${ids}`];
  const most = outcome.kind === "unknown" ? 1 : 0;
  return created.length <= most ? [] : [`${outcome.kind} was reported, but created: ${ids}`];
}

/** Returns what is wrong with the statuses of a training, also of one that the client did not receive the id of. */
function findWrong({ trainingId, scenario }: Created, { statuses, failure }: Followed): string[] {
  const expected = planStages(contract, requireScenario(scenario)).map(({ example, patch }) =>
    String(patch?.messege ?? contract.example(contract.status, example)["messege"]),
  );
  const isRight = statuses.at(-1) === expected.at(-1) && isInOrder(statuses, expected);
  return isRight ? [] : [`${trainingId} (${scenario}): ${statuses.join(", ")} ${String(failure)}`];
}

/** Whether the statuses are some of the expected ones, in their order. */
function isInOrder(statuses: readonly string[], expected: readonly string[]): boolean {
  const places = statuses.map((status) => expected.indexOf(status));
  return places.every((place, index) => place > (places[index - 1] ?? -1));
}

function countFaults(journal: readonly JournalEntry[]): number {
  return journal.filter(({ fault }) => fault !== undefined).length;
}

/** Counts the connections that were reset after the request took effect, and that earlier requests had used. */
function countResets(journal: readonly JournalEntry[]): number {
  return journal.filter(({ fault, isReused }) => fault === "reset-after" && isReused).length;
}

function summarize(
  outcomes: readonly Outcome[],
  journal: readonly JournalEntry[],
  kills: number,
  durationMs: number,
): string {
  const count = (kind: Outcome["kind"]) => outcomes.filter((outcome) => outcome.kind === kind).length;
  const created = [...listCreated(journal).values()].reduce((sum, own) => sum + own.length, 0);
  return `${outcomes.length} creates in ${Math.round(durationMs / 1_000)} s: ${count("created")} followed to the end, ${count("unknown")} unknown, ${count("refused")} refused; ${created} trainings created; ${journal.length} requests, ${countFaults(journal)} faults, ${countResets(journal)} reset-after on reused connections, ${kills} kills.`;
}
