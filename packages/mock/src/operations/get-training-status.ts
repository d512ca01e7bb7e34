import type { Contract } from "../contract/contract.ts";
import { listExamples } from "../contract/operation.ts";
import type { Trainings } from "../life-cycle/trainings.ts";
import type { OperationHandler } from "./handler.ts";
import { REPEAT_REFUSED } from "./repeat-filter.ts";
import type { ResponseBuilder } from "./response-builder.ts";

const NOT_FOUND = "training_id_not_found";

/** Responds with the status that a training has reached. The documented id has the documented response. */
export function handleGetTrainingStatus(
  contract: Contract,
  trainings: Trainings,
  builder: ResponseBuilder,
): OperationHandler {
  const { status, documentedId } = contract;
  const [documented] = listExamples(status, "200");
  contract.example(status, NOT_FOUND);
  return async ({ request, parameter: trainingId = "", session, notes }) => {
    if (trainingId === documentedId && documented)
      return builder.byChoice(status, request, { example: documented.name }, notes);
    const stage = trainings.findStage(trainingId, session.clock);
    if (!stage) return builder.byChoice(status, request, { example: NOT_FOUND }, notes);
    const { scenario, example, patch } = stage;
    if (scenario.refusesRepeats && session.isRepeat(`${trainingId} ${request.text}`))
      return builder.byChoice(status, request, { example: REPEAT_REFUSED }, notes);
    const noted = { ...notes, scenario: scenario.name };
    return builder.byChoice(status, request, { example, ...(patch && { patch }) }, noted);
  };
}
