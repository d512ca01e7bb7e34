import { parseLog } from "@dreambooth-sandbox/log-parser";
import { CreateOutcomeUnknownError, ValidationError } from "./errors.ts";
import { toExcerpt } from "./reply.ts";
import type { paths } from "./schema.ts";
import { send } from "./send.ts";
import type { CallOptions, Transport } from "./send.ts";
import { findAdvice, findRequestProblems } from "./training-request.ts";
import type { TrainingRequest } from "./training-request.ts";
import { findStatus } from "./training-update.ts";
import type { TrainingStatus } from "./training-update.ts";

/** A training that was created just now. */
export interface CreatedTraining {
  /** All that is needed to follow the training, also from another process. */
  trainingId: string;
  status: TrainingStatus;
  /** How long the training will take, in milliseconds, if the reply says so. */
  etaMs?: number;
  /** The reply as it came, without the API key. */
  raw: unknown;
}

const PATH = "/api/sandbox/v3/fine_tune" satisfies keyof paths;

export async function createTraining(
  transport: Transport,
  request: TrainingRequest,
  options: CallOptions,
): Promise<CreatedTraining> {
  const problems = findRequestProblems(request);
  if (problems.length) {
    const list = problems.map(({ field, message }) => `${field}: ${message}`).join("; ");
    throw new ValidationError(
      transport.redact(`The training was not created, for the request is wrong. ${list}.`),
      { problems },
    );
  }
  for (const advice of findAdvice(request)) transport.logger.warn(advice);
  const { fields } = await send(transport, { url: transport.baseUrl + PATH, body: toBody(request) }, options);
  const { training_id: trainingId, data } = fields;
  if (typeof trainingId !== "string" || !trainingId) throw toMissingId(fields);
  const { etaMs } = parseLog(typeof data === "string" ? data : "");
  return {
    trainingId,
    status: findStatus(fields) ?? "unknown",
    ...(etaMs !== undefined && { etaMs }),
    raw: fields,
  };
}

/** The documented requests send digits as strings. */
function toBody({ seed, max_train_steps, ...rest }: TrainingRequest) {
  return {
    ...rest,
    ...(seed !== undefined && { seed: seed === null ? null : String(seed) }),
    max_train_steps: String(max_train_steps),
  };
}

function toMissingId(fields: object): CreateOutcomeUnknownError {
  const excerpt = toExcerpt(JSON.stringify(fields));
  return new CreateOutcomeUnknownError(
    `The service accepted the create, but its reply has no training_id: ${excerpt}. The training may exist and be charged for: look at your account before you create it again.`,
    { excerpt, httpStatus: 200 },
  );
}
