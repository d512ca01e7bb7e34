import { operations } from "../generated/operations.ts";
import type { CallOptions } from "../http/client-options.ts";
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
  return send(
    transport,
    {
      operation,
      url: transport.baseUrl + path,
      body: {},
      trainingId,
      read: (fields) => readUpdate(trainingId, fields),
    },
    options,
  );
}
