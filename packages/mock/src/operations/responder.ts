import type { Contract } from "../contract/contract.ts";
import { listExamples, type Operation } from "../contract/operation.ts";
import { createRouter } from "../contract/router.ts";
import { errorResponse, type MockResponse, type Responder, type ResponseNotes } from "../exchange.ts";
import { findFault, REDIRECTED, type Delay, type Fault } from "../faults/faults.ts";
import { createFaultLottery, type FaultOptions } from "../faults/random-faults.ts";
import type { Clock } from "../life-cycle/clock.ts";
import { createTrainings } from "../life-cycle/trainings.ts";
import type { Engine } from "../prism/engine.ts";
import { explainInvalidJson } from "../prism/parse-body.ts";
import { toPrismRequest } from "../prism/prism-request.ts";
import { handleCreateTraining, type CreateOptions } from "./create-training.ts";
import { handleGetTrainingStatus } from "./get-training-status.ts";
import type { OperationCall, OperationHandler } from "./handler.ts";
import { chooseRefusal } from "./magic-keys.ts";
import { findPreferenceError, readPreferences, wantsPrism, type Preferences } from "./preferences.ts";
import { createRepeatFilter } from "./repeat-filter.ts";
import { createResponseBuilder } from "./response-builder.ts";
import type { ResponseChoice } from "./response-choice.ts";

export interface ResponderOptions extends Omit<CreateOptions, "isRepeat"> {
  strict: boolean;
  faults: FaultOptions;
}

const DEFAULT_LATENCY_MS = 2_000;

/** Creates the responder for the contract's operations. */
export function createResponder(
  contract: Contract,
  engine: Engine,
  clock: Clock,
  options: ResponderOptions,
): Responder {
  const route = createRouter(contract.operations);
  const builder = createResponseBuilder(contract, engine, options.strict);
  const trainings = createTrainings(contract, clock);
  const isRepeat = createRepeatFilter(contract, clock);
  const drawFault = createFaultLottery(options.faults);
  const { latencyMs = DEFAULT_LATENCY_MS } = options.faults;
  const delay: Delay = { latencyMs, sleep: clock.sleep };

  /** The operations that need more than an example of the contract. */
  const handlers = new Map<string, OperationHandler>([
    [contract.create.iid, handleCreateTraining(contract, trainings, builder, { ...options, isRepeat })],
    [contract.status.iid, handleGetTrainingStatus(contract, trainings, builder, isRepeat)],
  ]);

  async function respond(call: OperationCall): Promise<MockResponse> {
    const { operation, request, preferences, notes } = call;
    if (request.body instanceof SyntaxError)
      return errorResponse(400, explainInvalidJson(request.body), notes);
    if (wantsPrism(preferences)) return builder.byPreferences(request, preferences, notes);
    const refusal = chooseRefusal(operation, request.body, options.strict);
    if (refusal) return builder.byChoice(operation, request, refusal, notes);
    const handle = handlers.get(operation.iid);
    return handle ? handle(call) : builder.byChoice(operation, request, chooseFirstExample(operation), notes);
  }

  return async (received) => {
    const found = route(received.method, received.path);
    const request = toPrismRequest(received, found?.path ?? received.path);
    const preferences = readPreferences(received.headers.prefer, received.query);
    if (preferences.malformed !== undefined) return builder.refusePreferences(preferences.malformed);
    if (!found) return builder.refuseRoute(request);
    const { operation, parameter } = found;
    const notes: ResponseNotes = { operationId: operation.iid };
    const error = findPreferenceError(preferences);
    if (error !== undefined) return errorResponse(400, error, notes);
    const fault = chooseFault(received.query, preferences);
    const call = { operation, request, parameter, preferences, notes };
    if (!fault) return respond(call);
    notes.fault = fault.name;
    const response = fault.takesEffect
      ? await respond(call)
      : await builder.byChoice(operation, request, { code: fault.code ?? 500, validate: false }, notes);
    return fault.damage ? fault.damage(response, received, delay) : response;
  };

  function chooseFault(query: string, { fault }: Preferences): Fault | undefined {
    if (query === REDIRECTED) return undefined;
    return fault === undefined ? drawFault() : findFault(fault);
  }
}

/** Returns the first example of success, or leaves the choice to Prism if there is none. */
function chooseFirstExample(operation: Operation): ResponseChoice {
  const [first] = listExamples(operation, "200");
  return first ? { example: first.name } : {};
}
