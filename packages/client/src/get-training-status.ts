import { checkAll } from "./check.ts";
import type { paths } from "./schema.ts";
import { send } from "./send.ts";
import { toUpdate } from "./training-update.ts";
import type { TrainingUpdate } from "./training-update.ts";
import type { CallOptions, Transport } from "./transport.ts";

const PATH = "/api/sandbox/v3/fine_tune_status/{training_id}" satisfies keyof paths;

export async function getTrainingStatus(
  transport: Transport,
  trainingId: string,
  options?: CallOptions,
): Promise<TrainingUpdate> {
  checkAll([["training_id", trainingId, [/^string .*[^.]/, "a training's id"]]]);
  const url = transport.baseUrl + PATH.replace("{training_id}", encodeURIComponent(trainingId));
  return send(
    transport,
    { url, body: {}, trainingId, read: (fields) => toUpdate(trainingId, fields) },
    options,
  );
}
