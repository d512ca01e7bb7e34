import type { Contract } from "../contract/contract.ts";
import { requireScenario } from "../life-cycle/scenarios.ts";
import { readKept } from "./kept-request.ts";
import type { MockSession } from "./mock-session.ts";
import { mergeRecent } from "./recent-list.ts";
import { readScript } from "./script-entry.ts";
import type { Sessions } from "./sessions.ts";

/** Returns the controls of one session. They stay valid when the session ends and begins again. */
export function controlSession(contract: Contract, sessions: Sessions, key: string): MockSession {
  const find = () => sessions.find(key);
  return {
    get created() {
      return find().created;
    },
    get requests() {
      return mergeRecent([find().requests]).map((kept) => readKept(contract, kept));
    },
    get deliveries() {
      return mergeRecent([find().deliveries]);
    },
    get unusedScript() {
      return find().script.list();
    },
    async advance(ms) {
      const { timeline, clock, webhooks } = find();
      timeline.advance(ms, clock.wallMs());
      await webhooks?.flush();
    },
    script: (...next) => find().script.add(readScript(contract, next, undefined), undefined),
    scriptOperation: (operationId, ...next) =>
      find().script.add(readScript(contract, next, operationId), operationId),
    scenario(name) {
      find().scenario = requireScenario(name);
    },
    contractReport: () => find().report.read(),
    reset: () => sessions.end(key),
  };
}

/** Returns the controls of all sessions together. */
export function controlAllSessions(
  contract: Contract,
  sessions: Sessions,
  wallMs: () => number,
): MockSession {
  return {
    get created() {
      return sessions.created;
    },
    get requests() {
      const kept = mergeRecent(sessions.list().map(({ requests }) => requests));
      return kept.map((request) => readKept(contract, request));
    },
    get deliveries() {
      return mergeRecent(sessions.list().map(({ deliveries }) => deliveries));
    },
    get unusedScript() {
      return [sessions, ...sessions.list()].flatMap(({ script }) => script.list());
    },
    async advance(ms) {
      sessions.timeline.advance(ms, wallMs());
      await Promise.all(sessions.list().map(async ({ webhooks }) => webhooks?.flush()));
    },
    script: (...next) => sessions.script.add(readScript(contract, next, undefined), undefined),
    scriptOperation: (operationId, ...next) =>
      sessions.script.add(readScript(contract, next, operationId), operationId),
    scenario(name) {
      sessions.scenario = requireScenario(name);
    },
    contractReport: () => sessions.contractReport(),
    reset: () => sessions.endAll(),
  };
}
