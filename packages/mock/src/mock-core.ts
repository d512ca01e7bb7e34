import type { Contract } from "./contract/contract.ts";
import type { Responder } from "./exchange.ts";
import { withControls } from "./http/control/control.ts";
import type { RequestRecord } from "./http/request-record.ts";
import type { FaultOptions } from "./faults/random-faults.ts";
import { createWallClock, type Sleep } from "./life-cycle/clock.ts";
import type { Scenario } from "./life-cycle/scenarios.ts";
import { controlAllSessions, controlSession } from "./sessions/control-sessions.ts";
import type { MockSession } from "./sessions/mock-session.ts";
import { observeRequests, type SessionResponder } from "./sessions/observe-requests.ts";
import { createSessions, type Sessions } from "./sessions/sessions.ts";
import type { Delivery, SendWebhook } from "./webhooks/delivery.ts";
import { createWebhookCapacity } from "./webhooks/webhook-capacity.ts";
import { createWebhooks } from "./webhooks/webhooks.ts";

/** The parts of a mock that need neither Prism nor Node.js: sessions, time, webhooks and the control API. */
export interface MockCore {
  sessions: Sessions;
  /** How faults delay responses. */
  sleep: Sleep;
  /** The controls of all sessions together. */
  all: MockSession;
  /** Returns the controls of one session. */
  session: (key: string) => MockSession;
  /** Records the requests of a responder in their sessions, and adds the control API. */
  observe(respond: SessionResponder): Responder;
  /** Cancels the webhooks of all sessions. */
  cancelWebhooks(): void;
}

/** Options of a mock with and without Node.js. */
export interface CoreOptions {
  scenario: Scenario;
  speed: number;
  now?: (() => number) | undefined;
  /** How faults delay responses; by a timer by default. */
  sleep?: Sleep | undefined;
  faults?: FaultOptions | undefined;
  /** Called after each response. */
  onRequest?: ((record: RequestRecord) => void) | undefined;
  /** Called after each attempt to deliver a webhook. */
  onDelivery?: ((delivery: Delivery) => void) | undefined;
  /** How webhooks are delivered. */
  sendWebhook: SendWebhook;
}

/** Creates the core of a mock. */
export function createMockCore(contract: Contract, options: CoreOptions): MockCore {
  const { scenario, speed, faults = {}, onDelivery = () => {}, sendWebhook: send } = options;
  const wall = createWallClock(options.now, speed, options.sleep);
  const capacity = createWebhookCapacity();
  const sessions = createSessions(
    {
      contract,
      wall,
      faults,
      onDelivery,
      createWebhooks: (clock, onDelivery) => createWebhooks(contract, clock, { send, onDelivery, capacity }),
    },
    scenario,
  );
  const all = controlAllSessions(contract, sessions, wall.wallMs);
  const session = (key: string): MockSession => controlSession(contract, sessions, key);

  return {
    sessions,
    sleep: wall.sleep,
    all,
    session,
    observe: (respond) =>
      withControls(observeRequests(respond, sessions, options.onRequest), {
        session: (key) => (key === undefined ? all : session(key)),
        health(key) {
          const own = key === undefined ? undefined : sessions.find(key).scenario;
          return { status: "ok", scenario: (own ?? sessions.scenario).name, speed };
        },
      }),
    cancelWebhooks() {
      for (const { webhooks } of sessions.list()) webhooks?.close();
    },
  };
}
