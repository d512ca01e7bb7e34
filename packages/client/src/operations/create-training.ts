import { operations } from "../generated/operations.ts";
import type { CallOptions } from "../http/client-options.ts";
import type { Fields } from "../http/fields.ts";
import { send } from "../http/send.ts";
import type { Transport } from "../http/transport.ts";
import { checkRequest } from "../validation/check-request.ts";
import type { CreateOptions } from "./create-options.ts";
import type { CreatedTraining } from "./created-training.ts";
import { readUpdate } from "./read-update.ts";
import { findRecommendation } from "./recommendation.ts";
import type { TrainingRequest } from "./training-request.ts";

export async function createTraining(
  transport: Transport,
  request: TrainingRequest,
  options?: CreateOptions,
): Promise<CreatedTraining> {
  const operation = operations.createTraining;
  const body = checkRequest(operation, request, transport.redact);
  const recommendation = findRecommendation(request);
  if (recommendation !== undefined) transport.logger.warn(recommendation);
  const url = transport.baseUrl + operation.path;
  const sendBody = (body: object, options?: CallOptions) =>
    send(transport, { operation, url, body, read: readCreated }, options);
  if (options?.intentId === undefined) return sendBody(body, options);
  const { createOnce } = await import("../journal/intents.ts");
  return createOnce(transport, body, options, sendBody);
}

function readCreated(fields: Fields): CreatedTraining | undefined {
  const { training_id: trainingId } = fields;
  if (typeof trainingId !== "string" || trainingId === "") return undefined;
  const { status = "unknown", etaMs } = readUpdate(trainingId, fields) ?? {};
  return { trainingId, status, ...(etaMs !== undefined && { etaMs }), raw: fields };
}
