import type { Contract } from "../contract/contract.ts";
import { listExamples, type Operation } from "../contract/operation.ts";
import { errorResponse, jsonResponse, type MockResponse, type ResponseNotes } from "../exchange.ts";
import { refuseAsUnprocessable, type Engine, type PrismResponse } from "../prism/engine.ts";
import { readField } from "../prism/parse-body.ts";
import type { PrismRequest } from "../prism/prism-request.ts";
import { listFieldErrors, toViolationsHeader, VIOLATIONS_HEADER } from "./field-errors.ts";
import type { Preferences } from "./preferences.ts";
import type { ResponseChoice } from "./response-choice.ts";

/** Builds the mock's responses from Prism's. */
export interface ResponseBuilder {
  /** Refuses preferences that are malformed, as Prism does. */
  refusePreferences(detail: string): MockResponse;
  /** Returns Prism's response to a path or method that the contract does not have. */
  refuseRoute(request: PrismRequest): Promise<MockResponse>;
  /** Returns the response that the caller's preferences name. */
  byPreferences(request: PrismRequest, preferences: Preferences, notes: ResponseNotes): Promise<MockResponse>;
  /** Returns the response that the mock chose, unless the request is invalid. */
  byChoice(
    operation: Operation,
    request: PrismRequest,
    choice: ResponseChoice,
    notes: ResponseNotes,
  ): Promise<MockResponse>;
}

/** @param strict - Whether refusals are Prism's problem documents instead of the service's responses. */
export function createResponseBuilder(contract: Contract, engine: Engine, strict: boolean): ResponseBuilder {
  // Prism refuses an invalid request with the contract's 400 if it exists, else with its own problem document.
  const strictOperations = contract.operations.map((operation) => ({
    ...operation,
    responses: operation.responses.filter(({ code }) => code !== "400"),
  }));

  const isDocumented = indexResponses(contract);

  async function refuseFields(
    request: PrismRequest,
    invalid: PrismResponse,
    notes: ResponseNotes,
  ): Promise<MockResponse> {
    const { requestViolations } = invalid;
    const noted = { ...notes, violations: requestViolations };
    const response = strict
      ? toMockResponse(await engine.refuse(request, strictOperations, invalid), noted)
      : errorResponse(200, listFieldErrors(requestViolations), { ...noted, example: "fields_refused" });
    response.headers[VIOLATIONS_HEADER] = toViolationsHeader(requestViolations);
    return response;
  }

  async function build(
    request: PrismRequest,
    patch: ResponseChoice["patch"],
    notes: ResponseNotes,
  ): Promise<MockResponse> {
    const response = await engine.respond(request);
    if (response.requestViolations.length > 0) return refuseFields(request, response, notes);
    if (response.problem && !strict)
      return errorResponse(response.status, readField(response.body, "detail"), notes);
    const { example } = request;
    return toMockResponse(response, example === undefined ? notes : { ...notes, example }, patch);
  }

  return {
    refusePreferences: (detail) =>
      strict ? toMockResponse(refuseAsUnprocessable(detail), {}) : errorResponse(422, detail),
    refuseRoute: (request) => build(request, undefined, {}),
    byPreferences: (request, { example, code, dynamic, seed }, notes) =>
      build({ ...request, example, code, dynamic, seed }, undefined, notes),
    async byChoice(operation, request, choice, notes) {
      const { patch, ...chosen } = choice;
      if (isDocumented(operation, choice)) return build({ ...request, ...chosen }, patch, notes);
      return borrowResponse(contract, choice, notes);
    },
  };
}

/** Returns a function that reports whether the contract has the chosen response for an operation. */
function indexResponses({ operations }: Contract): (operation: Operation, choice: ResponseChoice) => boolean {
  const examples = new Map(
    operations.map((operation) => [
      operation,
      new Set(listExamples(operation, "200").map(({ name }) => name)),
    ]),
  );
  return (operation, { example, code }) => {
    if (code !== undefined) return operation.responses.some((response) => response.code === String(code));
    return example === undefined || examples.get(operation)?.has(example) === true;
  };
}

/** Returns the chosen response as another operation documents it: the service answers a wrong key alike everywhere. */
function borrowResponse(
  contract: Contract,
  { example: wanted, code = 200 }: ResponseChoice,
  notes: ResponseNotes,
): MockResponse {
  const found = contract.operations
    .flatMap((operation) => listExamples(operation, String(code)))
    .find(({ name }) => wanted === undefined || name === wanted);
  if (!found) throw new Error(`The contract has no example ${wanted ?? ""} of a response with code ${code}.`);
  return jsonResponse(code, found.value, { ...notes, example: found.name });
}

function toMockResponse(
  response: PrismResponse,
  notes: ResponseNotes,
  patch?: ResponseChoice["patch"],
): MockResponse {
  const { status, body, text, responseViolations } = response;
  // A problem document is not the chosen response: it must not get the id of a training.
  const isChosen = response.problem === undefined && typeof body === "object";
  const patched = patch && isChosen ? JSON.stringify({ ...body, ...patch }) : text;
  const built: MockResponse = { status, headers: { ...response.headers }, body: patched, notes };
  if (responseViolations.length > 0) {
    built.notes = { ...notes, violations: responseViolations };
    built.headers[VIOLATIONS_HEADER] = toViolationsHeader(responseViolations);
  }
  return built;
}
