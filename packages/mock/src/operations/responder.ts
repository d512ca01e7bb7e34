import { chooseRefusal, createLifeCycle, type CreatedTraining } from "./choice.ts";
import type { Clock } from "../life-cycle/clock.ts";
import type { Contract } from "../contract/contract.ts";
import type { Engine } from "../prism/engine.ts";
import { errorReply, type MockReply, type MockRequest, type ReplyNotes } from "../exchange.ts";
import { findFault, REDIRECTED, type Fault } from "../faults/faults.ts";
import { complainOf, readPreferences, wantsPrism, type Preferences } from "./preferences.ts";
import type { Question } from "../prism/prism.ts";
import { explainBrokenJson, readField, toQuestion } from "../prism/question.ts";
import { createFaultLottery, type FaultOptions } from "../faults/random-faults.ts";
import { createRepeatFilter } from "./repeat-filter.ts";
import { createReplier } from "./response-builder.ts";
import { createRouter, type Route } from "../contract/router.ts";
import { findScenario, type Scenario } from "../life-cycle/scenarios.ts";

/** Answers a request; rejects only when the caller has gone. */
export type Responder = (request: MockRequest) => Promise<MockReply>;

export interface ResponderOptions {
  scenario: Scenario;
  strict: boolean;
  faults: FaultOptions;
  /** Called when a create took effect, with the URL that wants to be told of the training. */
  onCreated: (training: CreatedTraining, webhook: string) => void;
}

const DEFAULT_LATENCY_MS = 2_000;

/** Answers requests from the contract. */
export function createResponder(
  contract: Contract,
  engine: Engine,
  clock: Clock,
  options: ResponderOptions,
): Responder {
  const route = createRouter(contract.operations);
  const replier = createReplier(contract, engine, options.strict);
  const lifeCycle = createLifeCycle(contract, clock);
  const isRepeat = createRepeatFilter(contract, clock);
  const drawFault = createFaultLottery(options.faults);
  const { latencyMs = DEFAULT_LATENCY_MS } = options.faults;

  async function createTraining(question: Question, scenario: Scenario, notes: ReplyNotes) {
    if (scenario.refusesRepeats && isRepeat(question.text))
      return replier.byChoice(question, { example: "rate_limit_exceeded" }, notes);
    const training = lifeCycle.begin(scenario);
    const { trainingId } = training;
    const reply = await replier.byChoice(
      question,
      { example: "created", patch: { training_id: trainingId } },
      notes,
    );
    if (reply.notes.example !== "created") return reply;
    options.onCreated(training, readField(question.body, "webhook") ?? "");
    reply.notes = { ...reply.notes, trainingId, scenario: scenario.name };
    return reply;
  }

  async function getStatus(question: Question, trainingId: string, notes: ReplyNotes): Promise<MockReply> {
    const choice = lifeCycle.chooseStatus(trainingId);
    if (choice.scenario?.refusesRepeats && isRepeat(`${trainingId} ${question.text}`))
      return replier.byChoice(question, { example: "rate_limit_exceeded" }, notes);
    return replier.byChoice(question, choice, notes);
  }

  async function answer({ parameter }: Route, question: Question, wanted: Preferences, notes: ReplyNotes) {
    if (question.body instanceof SyntaxError) return errorReply(400, explainBrokenJson(question.body), notes);
    if (wantsPrism(wanted)) return replier.byPreferences(question, wanted, notes);
    const refusal = chooseRefusal(question.body);
    if (refusal) return replier.byChoice(question, refusal, notes);
    if (parameter !== undefined) return getStatus(question, parameter, notes);
    return createTraining(question, findScenario(wanted.scenario ?? "") ?? options.scenario, notes);
  }

  return async (request) => {
    const found = route(request.method, request.path);
    const question = toQuestion(request, found?.path ?? request.path);
    if (!found) return replier.refuseRoute(question);
    const wanted = readPreferences(request.headers.prefer, request.query);
    const notes: ReplyNotes = { operationId: found.operation.iid };
    const complaint = complainOf(wanted);
    if (complaint !== undefined) return errorReply(400, complaint, notes);
    const fault = chooseFault(request, wanted);
    if (!fault) return answer(found, question, wanted, notes);
    notes.fault = fault.name;
    const due = fault.takesEffect
      ? await answer(found, question, wanted, notes)
      : await replier.byChoice(question, { code: fault.code ?? 500, validate: false }, notes);
    return fault.damage ? fault.damage(due, request, latencyMs) : due;
  };

  function chooseFault({ query }: MockRequest, { fault }: Preferences): Fault | undefined {
    if (query === REDIRECTED) return undefined;
    return fault === undefined ? drawFault() : findFault(fault);
  }
}
