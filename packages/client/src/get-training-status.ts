import { UnexpectedReplyError, ValidationError } from "./errors.ts";
import { toExcerpt } from "./reply.ts";
import type { paths } from "./schema.ts";
import { send } from "./send.ts";
import type { CallOptions, Transport } from "./send.ts";
import { toUpdate } from "./training-update.ts";
import type { TrainingUpdate } from "./training-update.ts";

const PATH = "/api/sandbox/v3/fine_tune_status/{training_id}" satisfies keyof paths;

export async function getTrainingStatus(
  transport: Transport,
  trainingId: string,
  options: CallOptions,
): Promise<TrainingUpdate> {
  const url = transport.baseUrl + PATH.replace("{training_id}", () => encodeId(trainingId));
  const { fields, response } = await send(transport, { url, body: {}, trainingId }, options);
  const update = toUpdate(trainingId, fields);
  if (update) return update;
  const excerpt = toExcerpt(JSON.stringify(fields));
  throw new UnexpectedReplyError(
    `POST ${url} answered without a status in messege, model_training_status or message, or with a log that is no text: ${excerpt}. Try again later.`,
    { httpStatus: response.status, excerpt, trainingId },
  );
}

/** An id as one segment of a path; `.` and `..` would lead to another path. */
function encodeId(trainingId: unknown): string {
  if (typeof trainingId === "string" && !/^\.{0,2}$/.test(trainingId) && trainingId.isWellFormed())
    return encodeURIComponent(trainingId);
  const message = `expected a training's id, got ${JSON.stringify(trainingId)}`;
  throw new ValidationError(`The status was not asked for: ${message}.`, {
    problems: [{ field: "training_id", message }],
  });
}
