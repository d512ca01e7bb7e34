import { createContractReport, type ContractCounter } from "../contract/contract-report.ts";
import type { Contract } from "../contract/contract.ts";
import { createFaultLottery, type FaultLottery, type FaultOptions } from "../faults/random-faults.ts";
import { listSecrets, redact } from "../http/redact.ts";
import { createSessionClock, type Clock, type WallClock } from "../life-cycle/clock.ts";
import type { Scenario } from "../life-cycle/scenarios.ts";
import { createTimeline, type Timeline } from "../life-cycle/timeline.ts";
import type { CreatedTraining } from "../life-cycle/trainings.ts";
import { createRepeatFilter, type RepeatFilter } from "../operations/repeat-filter.ts";
import type { Delivery, Webhooks } from "../webhooks/webhooks.ts";
import type { KeptRequest } from "./kept-request.ts";
import { createRecentList, type RecentList } from "./recent-list.ts";
import { createScript, type Script } from "./script.ts";

/** Everything that a mock remembers about one API key. It is kept in memory and is lost when the mock stops. */
export interface Session {
  /** The API key, or the beginning of a long one. It must not leave the mock. */
  readonly id: string;
  /** Orders the sessions by their last use. */
  usedAt: number;
  /** About how many bytes its requests take. */
  weight: number;
  clock: Clock;
  timeline: Timeline;
  /** The scenario of its creates, if it has one of its own. */
  scenario: Scenario | undefined;
  script: Script;
  drawFault: FaultLottery;
  isRepeat: RepeatFilter;
  /** The number of trainings that were created. */
  created: number;
  requests: RecentList<KeptRequest>;
  deliveries: RecentList<Delivery>;
  report: ContractCounter;
  /** Its webhooks, as soon as it has some. */
  webhooks: Webhooks | undefined;
  /** Counts a training. */
  countCreated(): void;
  /** Counts a training, and schedules its webhooks. */
  addTraining(training: CreatedTraining, webhook: string): void;
}

/** What all sessions of a mock share. */
export interface SessionParts {
  contract: Contract;
  wall: WallClock;
  /** How much all sessions were advanced together. */
  timeline: Timeline;
  faults: FaultOptions;
  /** Called after each create that succeeded. */
  onCreated: () => void;
  /** Called after each attempt to deliver a webhook. */
  onDelivery: (delivery: Delivery) => void;
  /** Creates the webhooks of a session, which call `onDelivery` after each attempt. */
  createWebhooks: (clock: Clock, onDelivery: (delivery: Delivery) => void) => Webhooks;
}

/** The number of requests, and of attempts to deliver webhooks, that a session keeps. */
export const KEPT_PER_SESSION = 1_000;

/** Creates a session. */
export function createSession(id: string, parts: SessionParts): Session {
  const { contract, wall, faults, onCreated, onDelivery, createWebhooks } = parts;
  const secrets = listSecrets("", { key: id });
  const timeline = createTimeline();
  const clock = createSessionClock(wall, timeline, parts.timeline);

  function addDelivery(delivery: Delivery): void {
    const { url, reason } = delivery;
    const redacted = {
      ...delivery,
      url: redact(url, secrets),
      ...(reason !== undefined && { reason: redact(reason, secrets) }),
    };
    session.deliveries.add(redacted);
    onDelivery(redacted);
  }

  const session: Session = {
    id,
    usedAt: 0,
    weight: 0,
    clock,
    timeline,
    scenario: undefined,
    script: createScript(),
    drawFault: createFaultLottery(faults, id),
    isRepeat: createRepeatFilter(contract, clock),
    created: 0,
    requests: createRecentList(KEPT_PER_SESSION),
    deliveries: createRecentList(KEPT_PER_SESSION),
    report: createContractReport(contract),
    webhooks: undefined,
    countCreated() {
      session.created += 1;
      onCreated();
    },
    addTraining(training, webhook) {
      session.countCreated();
      if (webhook === "") return;
      session.webhooks ??= createWebhooks(clock, addDelivery);
      session.webhooks.schedule(training, webhook);
    },
  };
  return session;
}
