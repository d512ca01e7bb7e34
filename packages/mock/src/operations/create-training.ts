import type { Contract } from "../contract/contract.ts";
import type { MockResponse } from "../exchange.ts";
import { findScenario, type Scenario } from "../life-cycle/scenarios.ts";
import type { Trainings } from "../life-cycle/trainings.ts";
import { parseBody, readField } from "../prism/parse-body.ts";
import type { OperationHandler } from "./handler.ts";
import { REPEAT_REFUSED } from "./repeat-filter.ts";
import type { ResponseBuilder } from "./response-builder.ts";

/** Responds to creates. The response decides whether a training was created. */
export function handleCreateTraining(
  { create, created }: Contract,
  trainings: Trainings,
  builder: ResponseBuilder,
  getDefaultScenario: () => Scenario,
): OperationHandler {
  return async ({ request, preferences, session, notes }) => {
    const scenario = findScenario(preferences.scenario ?? "") ?? session.scenario ?? getDefaultScenario();
    if (scenario.refusesRepeats && session.isRepeat(request.text))
      return builder.byChoice(create, request, { example: REPEAT_REFUSED }, notes);
    const training = trainings.begin(scenario, session.clock);
    const { trainingId } = training;
    const choice = { example: created.name, patch: { training_id: trainingId } };
    const response = await builder.byChoice(create, request, choice, notes);
    if (readTrainingId(response) !== trainingId) return response;
    session.addTraining(training, readField(request.body, "webhook") ?? "");
    response.notes = { ...response.notes, trainingId, scenario: scenario.name };
    return response;
  };
}

/** Returns the `training_id` of a success response, or undefined if the response is an error. */
function readTrainingId({ status, headers, body }: MockResponse): string | undefined {
  if (status !== 200 || typeof body !== "string") return undefined;
  return readField(parseBody(String(headers["content-type"]), body), "training_id");
}
