import { operations } from "../generated/operations.ts";
import type { CallOptions } from "../http/client-options.ts";
import type { Fields } from "../http/fields.ts";
import { send } from "../http/send.ts";
import type { Transport } from "../http/transport.ts";
import { trace } from "../tracing.ts";
import type { TraceContext } from "../tracing.ts";
import type { TrainingStatus } from "../training-update.ts";
import { checkRequest } from "../validation/check-request.ts";
import { readUpdate } from "./read-update.ts";
import { findRecommendation } from "./recommendation.ts";
import type { TrainingRequest } from "./training-request.ts";

/** A training that was just created. */
export interface CreatedTraining {
  /** All that is needed to follow the training, from any process. */
  trainingId: string;
  /** The first status; `unknown` if the response has none. */
  status: TrainingStatus;
  /** The estimated duration of the training, in milliseconds. Absent if the response has none. */
  etaMs?: number;
  /** The response body, without the API key. */
  raw: unknown;
}

export async function createTraining(
  transport: Transport,
  request: TrainingRequest,
  options?: CallOptions,
): Promise<CreatedTraining> {
  const operation = operations.createTraining;
  const body = checkRequest(operation, request, transport.redact);
  const recommendation = findRecommendation(request);
  if (recommendation !== undefined) transport.logger.warn(recommendation);
  const url = transport.baseUrl + operation.path;
  const context: TraceContext = { operation: operation.id, attempts: 0, waitMs: 0 };
  return trace("create", context, () =>
    send(transport, { operation, url, body, trace: context, read: readCreated }, options),
  );
}

function readCreated(fields: Fields): CreatedTraining | undefined {
  const { training_id: trainingId } = fields;
  if (typeof trainingId !== "string" || trainingId === "") return undefined;
  const { status = "unknown", etaMs } = readUpdate(trainingId, fields) ?? {};
  return { trainingId, status, ...(etaMs !== undefined && { etaMs }), raw: fields };
}
