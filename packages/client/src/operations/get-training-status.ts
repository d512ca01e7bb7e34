import { operations } from "../generated/operations.ts";
import type { CallOptions } from "../http/client-options.ts";
import type { Fields } from "../http/fields.ts";
import { send } from "../http/send.ts";
import type { Transport } from "../http/transport.ts";
import { trace } from "../tracing.ts";
import type { TraceContext } from "../tracing.ts";
import type { TrainingUpdate } from "../training-update.ts";
import { checkTrainingId } from "../validation/check-training-id.ts";
import { readUpdate } from "./read-update.ts";

export async function getTrainingStatus(
  transport: Transport,
  trainingId: string,
  options?: CallOptions,
): Promise<TrainingUpdate> {
  checkTrainingId(trainingId, transport.redact);
  const operation = operations.getTrainingStatus;
  const path = operation.path.replace(`{${operation.pathParameter}}`, () => encodeURIComponent(trainingId));
  const context: TraceContext = { operation: operation.id, trainingId, attempts: 0, waitMs: 0 };
  const request = {
    operation,
    url: transport.baseUrl + path,
    body: {},
    trainingId,
    trace: context,
    read: (fields: Fields) => readUpdate(trainingId, fields),
  };
  return trace("poll", context, () => send(transport, request, options));
}
