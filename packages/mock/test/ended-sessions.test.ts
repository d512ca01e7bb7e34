import { beforeEach, expect, test } from "vitest";
import { loadContract } from "../src/contract/contract.ts";
import { createWallClock } from "../src/life-cycle/clock.ts";
import { requireScenario } from "../src/life-cycle/scenarios.ts";
import { createTrainings } from "../src/life-cycle/trainings.ts";
import type { KeptRequest } from "../src/sessions/kept-request.ts";
import { createSessions, MAX_SESSIONS, type Sessions } from "../src/sessions/sessions.ts";

const contract = await loadContract();
const scenario = requireScenario("success");
const KEPT: KeptRequest = {
  method: "POST",
  path: "/",
  body: "",
  status: 200,
  isReset: false,
  notes: {},
  responseBody: "",
  secrets: [],
  timeMs: 0,
  durationMs: 0,
  isRedacted: false,
};
let sessions: Sessions;
let closed: number;

beforeEach(() => {
  closed = 0;
  const webhooks = { schedule: () => {}, flush: async () => {}, close: () => (closed += 1) };
  const wall = createWallClock(() => 0);
  const createWebhooks = () => webhooks;
  sessions = createSessions({ contract, wall, faults: {}, onDelivery: () => {}, createWebhooks }, scenario);
  const session = sessions.find("one");
  const training = createTrainings(contract).begin(scenario, session.clock);
  session.addTraining(training, "http://127.0.0.1:1/hook");
});

test("the webhooks of a session that is reset are cancelled", () => {
  sessions.end("one");
  expect(closed).toBe(1);
});

test("the webhooks of all sessions that are reset are cancelled", () => {
  sessions.endAll();
  expect(closed).toBe(1);
});

test("the webhooks of the session that makes room for another are cancelled", () => {
  for (let index = 1; index < MAX_SESSIONS; index += 1) sessions.find(`key-${index}`);
  expect(closed).toBe(0);
  sessions.find("one too many");
  expect(closed).toBe(1);
});

test("a request that ends after its session counts in the contract report of all sessions", () => {
  const session = sessions.find("one");
  sessions.end("one");
  sessions.record(session, KEPT, { operationId: contract.create.iid, status: 200 });
  expect(sessions.contractReport().operations[0]?.count).toBe(1);
  expect(sessions.find("one").requests.list()).toEqual([]);
});

test("beyond the weight of all requests, the least recently used session loses its requests", () => {
  const kept = { ...KEPT, body: "x".repeat(2 ** 20) };
  const record = (key: string) => sessions.record(sessions.find(key), kept, { status: 200 });
  for (let request = 0; request < 31; request += 1) for (const key of ["one", "other"]) record(key);
  const counts = () => ["one", "other"].map((key) => sessions.find(key).requests.list().length);
  expect(counts()).toEqual([31, 31]);
  for (let request = 0; request < 3; request += 1) record("other");
  expect(counts()).toEqual([0, 34]);
  for (let request = 0; request < 20; request += 1) record("one");
  expect(counts()).toEqual([20, 34]);
});
