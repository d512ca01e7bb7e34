import type { Clock } from "./clock.ts";
import type { Contract } from "./contract.ts";
import type { Answer, Engine, Question } from "./engine.ts";
import { errorReply, type MockReply, type MockRequest, type ReplyNotes } from "./exchange.ts";
import { planStages, stageAt, type Stage } from "./life-cycle.ts";
import { readPreferences, type Preferences } from "./preferences.ts";
import { listReasons, toViolationsHeader, VIOLATIONS_HEADER } from "./refusal.ts";
import { createRouter, type Route } from "./router.ts";
import { findScenario, scenarios, type Scenario } from "./scenarios.ts";
import { createIdMaker, decodeTrainingId } from "./training-id.ts";

export interface ResponderOptions {
  scenario: Scenario;
  strict: boolean;
}

/** The API keys that get an error, and the code of the reply that the contract has for it. */
export const MAGIC_KEYS: Readonly<Record<string, number>> = {
  invalid: 401,
  "no-credits": 402,
  "rate-limited": 429,
};

const JSON_MEDIA_TYPE = /^application\/([\w.-]+\+)?json\b/i;

/** What a reply becomes: an example or code of the contract, and what is changed in it. */
interface Choice {
  example?: string;
  code?: number;
  patch?: Partial<Record<string, string>>;
  validate?: boolean;
  notes?: ReplyNotes;
}

/** Answers requests from the contract. */
export function createResponder(
  contract: Contract,
  engine: Engine,
  clock: Clock,
  options: ResponderOptions,
): (request: MockRequest) => Promise<MockReply> {
  const route = createRouter(contract.operations);
  const makeId = createIdMaker();
  const plans = new Map<Scenario, Stage[]>();
  // Prism refuses by the 400 of the contract if there is one, by a problem document of its own otherwise.
  const strictOperations = contract.operations.map((operation) => ({
    ...operation,
    responses: operation.responses.filter(({ code }) => code !== "400"),
  }));

  function stagesOf(scenario: Scenario): Stage[] {
    const known = plans.get(scenario);
    if (known) return known;
    const planned = planStages(contract, scenario);
    plans.set(scenario, planned);
    return planned;
  }

  function chooseStatus(id: string): Choice {
    if (id === contract.documentedId) return { example: "model_ready" };
    const training = decodeTrainingId(id, clock.now());
    const scenario = training && scenarios[training.scenario];
    if (!training || !scenario) return { example: "training_id_not_found" };
    const { example, patch } = stageAt(stagesOf(scenario), clock.ageMs(training.startMs));
    return { example, ...(patch && { patch }), notes: { scenario: scenario.name, trainingId: id } };
  }

  function chooseCreate(scenario: Scenario): Choice {
    const startMs = clock.now();
    const trainingId = makeId({ startMs, scenario: scenarios.indexOf(scenario) });
    return {
      example: "created",
      patch: { training_id: trainingId },
      notes: { scenario: scenario.name, trainingId },
    };
  }

  async function answer({ operation, parameter }: Route, question: Question, preferences: Preferences) {
    if (isPrismPreference(preferences)) {
      const { example, code, dynamic, seed } = preferences;
      const asked = { ...question, example, code, dynamic, seed };
      return finish(operation.iid, asked, await engine.ask(asked), {});
    }
    const refused = refuseKey(readKey(question.body));
    const scenario = findScenario(preferences.scenario ?? options.scenario.name);
    if (!scenario) return errorReply(400, `There is no scenario ${preferences.scenario}.`);
    const choice = refused ?? (parameter === undefined ? chooseCreate(scenario) : chooseStatus(parameter));
    const { example, code, validate } = choice;
    const asked = { ...question, example, code, validate };
    return finish(operation.iid, asked, await engine.ask(asked), choice);
  }

  async function finish(operationId: string, question: Question, found: Answer, choice: Choice) {
    if (found.requestViolations.length > 0) return refuse(operationId, question, found);
    const { example = choice.example } = question;
    const notes: ReplyNotes = { ...choice.notes, operationId, ...(example !== undefined && { example }) };
    if (found.problem && !options.strict) return errorReply(found.status, detailOf(found.body), notes);
    return toReply(found, choice.patch, notes);
  }

  async function refuse(operationId: string, question: Question, found: Answer): Promise<MockReply> {
    const violations = found.requestViolations;
    const notes = { operationId, violations };
    const reply = options.strict
      ? toReply(await engine.ask(question, strictOperations), undefined, notes)
      : errorReply(200, listReasons(violations), { ...notes, example: "fields_refused" });
    reply.headers[VIOLATIONS_HEADER] = toViolationsHeader(violations);
    return reply;
  }

  return async (request) => {
    const preferences = readPreferences(request.headers.prefer, request.query);
    const found = route(request.method, request.path);
    const question = toQuestion(request, found?.path ?? request.path);
    if (!found) {
      const refusal = await engine.ask(question);
      return options.strict
        ? toReply(refusal, undefined, {})
        : errorReply(refusal.status, detailOf(refusal.body));
    }
    if (question.body instanceof SyntaxError)
      return errorReply(400, `The body is not JSON: ${question.body.message}.`, {
        operationId: found.operation.iid,
      });
    return answer(found, question, preferences);
  };
}

function toQuestion(request: MockRequest, path: string): Question {
  const { contentType: mediaType, accept } = request.headers;
  return {
    method: request.method,
    path,
    mediaType,
    accept,
    text: request.body,
    body: parseBody(mediaType, request.body),
  };
}

/** The parsed body; text when it does not claim to be JSON; the error when it is not. */
function parseBody(mediaType: string, text: string): unknown {
  if (text === "") return undefined;
  if (!JSON_MEDIA_TYPE.test(mediaType)) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

/** The key in a body: empty when there is none, undefined when it is no string and Prism must judge it. */
export function readKey(body: unknown): string | undefined {
  const key: unknown = typeof body === "object" && body !== null && "key" in body ? body.key : "";
  return typeof key === "string" ? key : undefined;
}

function refuseKey(key: string | undefined): Choice | undefined {
  if (key === "") return { example: "invalid_api_key", validate: false };
  const code = key === undefined || !Object.hasOwn(MAGIC_KEYS, key) ? undefined : MAGIC_KEYS[key];
  return code === undefined ? undefined : { code, validate: false };
}

function isPrismPreference({ example, code, dynamic }: Preferences): boolean {
  return example !== undefined || code !== undefined || dynamic !== undefined;
}

function toReply(
  { status, headers, body, text, replyViolations }: Answer,
  patch: Choice["patch"],
  notes: ReplyNotes,
): MockReply {
  const patched = patch && typeof body === "object" ? JSON.stringify({ ...body, ...patch }) : text;
  const reply: MockReply = { status, headers: { ...headers }, body: patched, notes };
  if (replyViolations.length > 0) {
    reply.notes = { ...notes, violations: replyViolations };
    reply.headers[VIOLATIONS_HEADER] = toViolationsHeader(replyViolations);
  }
  return reply;
}

function detailOf(problem: unknown): string {
  return typeof problem === "object" && problem !== null && "detail" in problem ? String(problem.detail) : "";
}
