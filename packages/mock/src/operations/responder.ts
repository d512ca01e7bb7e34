import type { Contract } from "../contract/contract.ts";
import { listExamples, type Operation } from "../contract/operation.ts";
import { createRouter } from "../contract/router.ts";
import { errorResponse, type MockResponse, type ResponseNotes } from "../exchange.ts";
import type { Delay } from "../faults/faults.ts";
import type { Sleep } from "../life-cycle/clock.ts";
import { createTrainings } from "../life-cycle/trainings.ts";
import type { Engine } from "../prism/engine.ts";
import { explainInvalidJson } from "../prism/parse-body.ts";
import { normalizePath } from "../prism/normalize-path.ts";
import { toPrismRequest } from "../prism/prism-request.ts";
import type { SessionResponder } from "../sessions/observe-requests.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { handleCreateTraining } from "./create-training.ts";
import { handleGetTrainingStatus } from "./get-training-status.ts";
import type { OperationCall, OperationHandler } from "./handler.ts";
import { chooseCourse } from "./choose-course.ts";
import { chooseRefusal } from "./magic-keys.ts";
import { findPreferenceError, readPreferences, wantsPrism } from "./preferences.ts";
import { createResponseBuilder } from "./response-builder.ts";
import type { ResponseChoice } from "./response-choice.ts";

export interface ResponderOptions {
  strict: boolean;
  /** The delay of the fault `latency`, in milliseconds; 2000 by default. */
  latencyMs?: number | undefined;
  sleep: Sleep;
}

const DEFAULT_LATENCY_MS = 2_000;

/** Creates the responder for the contract's operations. */
export function createResponder(
  contract: Contract,
  engine: Engine,
  sessions: Sessions,
  { strict, latencyMs = DEFAULT_LATENCY_MS, sleep }: ResponderOptions,
): SessionResponder {
  const route = createRouter(contract.operations);
  const builder = createResponseBuilder(contract, engine, strict);
  const trainings = createTrainings(contract);
  const delay: Delay = { latencyMs, sleep };

  /** The operations that need more than an example of the contract. */
  const handlers = new Map<string, OperationHandler>([
    [contract.create.iid, handleCreateTraining(contract, trainings, builder, () => sessions.scenario)],
    [contract.status.iid, handleGetTrainingStatus(contract, trainings, builder)],
  ]);

  async function respond(call: OperationCall): Promise<MockResponse> {
    const { operation, request, preferences, notes } = call;
    if (request.body instanceof SyntaxError)
      return errorResponse(400, explainInvalidJson(request.body), notes);
    if (wantsPrism(preferences)) return builder.byPreferences(request, preferences, notes);
    const refusal = chooseRefusal(operation, request.body, strict);
    if (refusal) return builder.byChoice(operation, request, refusal, notes);
    const handle = handlers.get(operation.iid);
    return handle ? handle(call) : builder.byChoice(operation, request, chooseFirstExample(operation), notes);
  }

  return async (received, { session, body }) => {
    const path = normalizePath(received.path);
    const found = route(received.method, path);
    const request = toPrismRequest(received, found?.path ?? path, body);
    const preferences = readPreferences(received.headers.prefer, received.query);
    if (preferences.malformed !== undefined) return builder.refusePreferences(preferences.malformed);
    if (!found) return builder.refuseRoute(request);
    const { operation, parameter, trainingId } = found;
    const notes: ResponseNotes = { operationId: operation.iid };
    if (trainingId !== undefined) notes.trainingId = trainingId;
    const error = findPreferenceError(preferences);
    if (error !== undefined) return errorResponse(400, error, notes);
    const { fault, refusal } = chooseCourse(operation, received.query, preferences, session, sessions, notes);
    const call = { operation, request, parameter, preferences, session, notes };
    if (refusal) return builder.byChoice(operation, request, refusal, notes);
    if (!fault) return respond(call);
    notes.fault = fault.name;
    const response = fault.takesEffect
      ? await respond(call)
      : await builder.byChoice(operation, request, { code: fault.code ?? 500, validate: false }, notes);
    return fault.damage ? fault.damage(response, received, delay) : response;
  };
}

/** Returns the first example of success, or leaves the choice to Prism if there is none. */
function chooseFirstExample(operation: Operation): ResponseChoice {
  const [first] = listExamples(operation, "200");
  return first ? { example: first.name } : {};
}
