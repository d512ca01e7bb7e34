import { isUtf8 } from "node:buffer";
import type { Contract } from "../contract/contract.ts";
import { createRouter, type Route } from "../contract/router.ts";
import { errorResponse, type MockResponse, type ResponseNotes } from "../exchange.ts";
import { selectForwarded } from "../http/proxy/connection-headers.ts";
import type { SessionResponder } from "../sessions/observe-requests.ts";
import type { Session } from "../sessions/session.ts";
import { chooseStatus } from "./choose-status.ts";
import type { RecordedExchange } from "./recorded-exchange.ts";
import { readTrainingId, type ReplayPlan } from "./replay-plan.ts";

/** How far a session has replayed a recording. */
interface Progress {
  /** How many responses of each operation were replayed. */
  counts: Map<string, number>;
  /** When each training began, by the session's clock. */
  startedMs: Map<string, number>;
  /** The status responses of each training that were replayed. */
  replayed: Map<string, Set<number>>;
}

/** Headers that describe how the recorded body was sent. */
const TRANSFER_HEADERS = ["content-encoding", "content-length", "date"];

/**
 * Creates a responder that replays a recording. Each session replays it from its beginning: creates in their order, and the
 * status of a training at the age at which it was recorded.
 */
export function createReplay(contract: Contract, file: string, plan: ReplayPlan): SessionResponder {
  const route = createRouter(contract.operations);
  const progress = new WeakMap<Session, Progress>();

  function progressOf(session: Session): Progress {
    const known = progress.get(session) ?? { counts: new Map(), startedMs: new Map(), replayed: new Map() };
    progress.set(session, known);
    return known;
  }

  function replayCreate(session: Session, notes: ResponseNotes): MockResponse {
    const { counts, startedMs } = progressOf(session);
    const index = counts.get(contract.create.iid) ?? 0;
    const create = plan.creates[index];
    if (!create) return refuse(explainCreates(plan.creates.length), notes);
    counts.set(contract.create.iid, index + 1);
    const trainingId = readTrainingId(create);
    if (trainingId === "") return toResponse(create, notes);
    startedMs.set(trainingId, session.clock.now());
    session.countCreated();
    return toResponse(create, { ...notes, trainingId });
  }

  function replayStatus(
    session: Session,
    { operation, trainingId = "" }: Route,
    notes: ResponseNotes,
  ): MockResponse {
    const statuses = plan.statuses.get(`${operation.iid} ${trainingId}`);
    if (!statuses) return refuse(explainTraining(trainingId), notes);
    const { startedMs, replayed } = progressOf(session);
    const { clock } = session;
    const begunMs = startedMs.get(trainingId) ?? clock.now();
    startedMs.set(trainingId, begunMs);
    const before = replayed.get(trainingId) ?? new Set<number>();
    const index = chooseStatus(statuses, (clock.now() - begunMs) * clock.speed, before);
    replayed.set(trainingId, before.add(index));
    const status = statuses[index];
    return status ? toResponse(status.exchange, notes) : refuse(explainTraining(trainingId), notes);
  }

  /** Replays the next response of another operation, and then the last one again and again. */
  function replayNext(session: Session, { operation }: Route, notes: ResponseNotes): MockResponse {
    const all = plan.others.get(operation.iid) ?? [];
    const { counts } = progressOf(session);
    const index = counts.get(operation.iid) ?? 0;
    const next = all[Math.min(index, all.length - 1)];
    counts.set(operation.iid, index + 1);
    return next ? toResponse(next, notes) : refuse(`It contains no request of ${operation.iid}.`, notes);
  }

  function explainTraining(trainingId: string): string {
    const ids = [...plan.statuses.keys()].map((key) => key.slice(key.indexOf(" ") + 1));
    const known =
      ids.length === 0 ? "no status response" : `status responses of ${ids.slice(0, 5).join(", ")}`;
    return `It contains ${known}, but none of the training ${JSON.stringify(trainingId)}.`;
  }

  function refuse(reason: string, notes: ResponseNotes): MockResponse {
    return errorResponse(404, `The recording ${file} has no response to this request. ${reason}`, notes);
  }

  return (request, { session }) => {
    const found = route(request.method, request.path);
    if (!found) {
      const known = contract.operations
        .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
        .join(", ");
      return Promise.resolve(refuse(`The contract has only ${known}.`, {}));
    }
    const { operation, trainingId } = found;
    const notes = { operationId: operation.iid, ...(trainingId !== undefined && { trainingId }) };
    if (operation.iid === contract.create.iid) return Promise.resolve(replayCreate(session, notes));
    if (trainingId !== undefined) return Promise.resolve(replayStatus(session, found, notes));
    return Promise.resolve(replayNext(session, found, notes));
  };
}

function explainCreates(count: number): string {
  if (count === 0) return "It contains no create.";
  return `It contains ${count} ${count === 1 ? "create" : "creates"}, and this session has replayed them. Use another API key, or reset the session, to begin again.`;
}

function toResponse({ response }: RecordedExchange, notes: ResponseNotes): MockResponse {
  const { status, body = Buffer.alloc(0) } = response;
  // The recorded request got no response: its connection failed.
  if (status < 200) return { status: 0, headers: {}, body: "", reset: true, notes };
  const headers = selectForwarded(response.headers);
  for (const name of TRANSFER_HEADERS) delete headers[name];
  return { status, headers, body: isUtf8(body) ? body.toString("utf8") : new Uint8Array(body), notes };
}
