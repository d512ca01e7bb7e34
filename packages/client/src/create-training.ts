import { checkAll } from "./check.ts";
import type { Fields } from "./reply.ts";
import type { paths } from "./schema.ts";
import { send } from "./send.ts";
import { isAdvised, listChecks } from "./training-request.ts";
import type { TrainingRequest } from "./training-request.ts";
import { toUpdate } from "./training-update.ts";
import type { TrainingStatus } from "./training-update.ts";
import type { CallOptions, Transport } from "./transport.ts";

/** A training that was created just now. */
export interface CreatedTraining {
  /** All that is needed to follow the training, from any process. */
  trainingId: string;
  /** The first status; `unknown` if the reply names none. */
  status: TrainingStatus;
  /** How long the training will take, in milliseconds, if the reply says so. */
  etaMs?: number;
  /** The reply as it came, without the API key. */
  raw: unknown;
}

const PATH = "/api/sandbox/v3/fine_tune" satisfies keyof paths;

const ADVICE = "Advised: 3 to 30 images, and max_train_steps of twice their number.";

export async function createTraining(
  transport: Transport,
  request: TrainingRequest,
  options?: CallOptions,
): Promise<CreatedTraining> {
  checkAll(listChecks(request), transport.redact);
  if (!isAdvised(request)) transport.logger.warn(ADVICE);
  return send(
    transport,
    { url: transport.baseUrl + PATH, body: toBody(request), read: readCreated },
    options,
  );
}

/** The documented requests send digits as strings. */
function toBody({ seed, max_train_steps, ...rest }: TrainingRequest): object {
  return { ...rest, seed: seed == null ? seed : String(seed), max_train_steps: String(max_train_steps) };
}

function readCreated(fields: Fields): CreatedTraining | undefined {
  const { training_id: trainingId } = fields;
  if (typeof trainingId !== "string" || !trainingId) return undefined;
  const { status = "unknown", etaMs } = toUpdate(trainingId, fields) ?? {};
  return { trainingId, status, ...(etaMs && { etaMs }), raw: fields };
}
