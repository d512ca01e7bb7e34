import { operations } from "../generated/operations.ts";
import type { CallOptions } from "../http/client-options.ts";
import type { Fields } from "../http/fields.ts";
import { send } from "../http/send.ts";
import type { Transport } from "../http/transport.ts";
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
  const url = transport.baseUrl + path;
  const read = (fields: Fields) => readUpdate(trainingId, fields);
  return send(transport, { operation, url, body: {}, trainingId, read }, options);
}
