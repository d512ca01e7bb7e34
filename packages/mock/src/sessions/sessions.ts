import {
  createContractReport,
  type ContractReport,
  type CountedResponse,
} from "../contract/contract-report.ts";
import type { Scenario } from "../life-cycle/scenarios.ts";
import { createTimeline, type Timeline } from "../life-cycle/timeline.ts";
import { weigh, type KeptRequest } from "./kept-request.ts";
import { createScript, type Script } from "./script.ts";
import { createSession, type Session, type SessionParts } from "./session.ts";

/** The sessions of a mock, and what applies to all of them. */
export interface Sessions {
  /** The scenario of sessions that have none of their own. */
  scenario: Scenario;
  /** The next responses to requests of any session. */
  readonly script: Script;
  /** How much all sessions were advanced together. */
  readonly timeline: Timeline;
  /** The number of trainings that were created, also by sessions that have ended. */
  readonly created: number;
  /** Returns the session of a key, which begins when the key is first used. */
  find(key: string): Session;
  list(): Session[];
  /** Records a request of a session. */
  record(session: Session, request: KeptRequest, counted: CountedResponse): void;
  /** Returns what was used of the contract, also by sessions that have ended. */
  contractReport(): ContractReport;
  /** Ends the session of a key. The next use of the key begins a new one. */
  end(key: string): void;
  /** Ends all sessions, and forgets what they did. */
  endAll(): void;
}

/** The maximum number of sessions. A new one ends the least recently used one. */
export const MAX_SESSIONS = 1_000;
/** The number of characters by which keys are told apart. The service's keys have at most 60. */
const LONGEST_ID = 256;
/** The maximum weight of all kept requests, in bytes. Beyond it, the least recently used session loses its requests. */
const MAX_WEIGHT = 64 * 1024 * 1024;

/** Creates the sessions of a mock. */
export function createSessions(
  parts: Omit<SessionParts, "timeline" | "onCreated">,
  initial: Scenario,
): Sessions {
  const held = new Map<string, Session>();
  let shared = createShared();
  let scenario = initial;
  let uses = 0;
  let weight = 0;

  function createShared() {
    const past = createContractReport(parts.contract);
    return { script: createScript(), timeline: createTimeline(), created: 0, past };
  }

  function begin(id: string): Session {
    if (held.size >= MAX_SESSIONS) endSession(findLeastRecent([...held.values()]));
    const { timeline } = shared;
    const session = createSession(id, { ...parts, timeline, onCreated: () => (shared.created += 1) });
    held.set(id, session);
    return session;
  }

  function endSession(session: Session | undefined): void {
    if (!session) return;
    session.webhooks?.close();
    shared.past.addAll(session.report);
    forgetRequests(session);
    held.delete(session.id);
  }

  function forgetRequests(session: Session): void {
    session.requests.clear();
    weight -= session.weight;
    session.weight = 0;
  }

  function keep(session: Session, request: KeptRequest): void {
    const dropped = session.requests.add(request);
    const added = weigh(request) - (dropped ? weigh(dropped) : 0);
    session.weight += added;
    weight += added;
    if (weight <= MAX_WEIGHT) return;
    const heavy = [...held.values()].filter((other) => other !== session && other.weight > 0);
    const least = findLeastRecent(heavy);
    if (least) forgetRequests(least);
  }

  return {
    get scenario() {
      return scenario;
    },
    set scenario(chosen) {
      scenario = chosen;
      for (const session of held.values()) session.scenario = undefined;
    },
    get script() {
      return shared.script;
    },
    get timeline() {
      return shared.timeline;
    },
    get created() {
      return shared.created;
    },
    find(key) {
      const id = toId(key);
      const session = held.get(id) ?? begin(id);
      session.usedAt = uses += 1;
      return session;
    },
    list: () => [...held.values()],
    record(session, request, counted) {
      if (held.get(session.id) !== session) {
        // The session ended while the request was in flight.
        shared.past.add(counted);
        return;
      }
      session.report.add(counted);
      keep(session, request);
    },
    contractReport() {
      const total = createContractReport(parts.contract);
      total.addAll(shared.past);
      for (const { report } of held.values()) total.addAll(report);
      return total.read();
    },
    end: (key) => endSession(held.get(toId(key))),
    endAll() {
      for (const session of held.values()) endSession(session);
      shared = createShared();
      scenario = initial;
    },
  };
}

function findLeastRecent(sessions: readonly Session[]): Session | undefined {
  let least = sessions[0];
  for (const session of sessions) if (least && session.usedAt < least.usedAt) least = session;
  return least;
}

/** Returns the part of a key that identifies its session. It is a copy: a slice would keep the whole key in memory. */
function toId(key: string): string {
  return key.length > LONGEST_ID ? Array.from(key.slice(0, LONGEST_ID)).join("") : key;
}
