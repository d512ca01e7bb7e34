import type { Contract } from "../contract/contract.ts";
import { createRouter } from "../contract/router.ts";
import { parseBody, readField } from "../prism/parse-body.ts";
import { HarError } from "./har-error.ts";
import type { Recording } from "./read-har.ts";
import type { RecordedExchange } from "./recorded-exchange.ts";

/** A status response of a training, at the age at which it was recorded. */
export interface RecordedStatus {
  exchange: RecordedExchange;
  /** Undefined if the recording contains no times. */
  ageMs: number | undefined;
  /** Whether it is a success, which is valid until the next response. An error is replayed once. */
  isSuccess: boolean;
}

/** A recording in the order in which it is replayed. */
export interface ReplayPlan {
  creates: RecordedExchange[];
  /** The status responses of each training, by their age. */
  statuses: ReadonlyMap<string, RecordedStatus[]>;
  /** The responses of operations that neither create a training nor return its status. */
  others: ReadonlyMap<string, RecordedExchange[]>;
  /** How many entries cannot be replayed: they address no operation, or their body is missing. */
  ignored: number;
}

/**
 * Plans the replay of a recording.
 *
 * @throws HarError if no entry can be replayed.
 */
export function planReplay(contract: Contract, { file, exchanges }: Recording): ReplayPlan {
  const route = createRouter(contract.operations);
  const creates: RecordedExchange[] = [];
  const byTraining = new Map<string, RecordedExchange[]>();
  const others = new Map<string, RecordedExchange[]>();
  let ignored = 0;

  for (const exchange of exchanges) {
    const found = route(exchange.request.method, exchange.request.path);
    if (!found || !exchange.response.body) ignored += 1;
    else if (found.operation.iid === contract.create.iid) creates.push(exchange);
    else if (found.trainingId === undefined) addTo(others, found.operation.iid, exchange);
    else addTo(byTraining, `${found.operation.iid} ${found.trainingId}`, exchange);
  }
  if (ignored === exchanges.length)
    throw new HarError(
      `The recording ${file} contains nothing to replay: none of its ${exchanges.length} entries has an operation of the contract and a response body.`,
    );
  const begun = new Map(creates.map((create) => [readTrainingId(create), create.endedMs]));
  const statuses = new Map([...byTraining].map(([id, all]) => [id, toStatuses(all, begun.get(toId(id)))]));
  return { creates, statuses, others, ignored };
}

/** Returns the `training_id` of a create's response, or an empty string. */
export function readTrainingId({ response }: RecordedExchange): string {
  return readField(readJson(response), "training_id") ?? "";
}

function toId(key: string): string {
  return key.slice(key.indexOf(" ") + 1);
}

function toStatuses(exchanges: RecordedExchange[], begunMs: number | undefined): RecordedStatus[] {
  const startMs = begunMs ?? exchanges[0]?.startedMs;
  return exchanges.map((exchange) => {
    const { startedMs, response } = exchange;
    const ageMs =
      startedMs === undefined || startMs === undefined ? undefined : Math.max(0, startedMs - startMs);
    return { exchange, ageMs, isSuccess: isSuccess(response) };
  });
}

/** The service sends errors under 200 too. */
function isSuccess(response: RecordedExchange["response"]): boolean {
  const status = readField(readJson(response), "status") ?? "";
  return response.status >= 200 && response.status < 300 && (status === "" || status === "success");
}

function readJson({ headers, body }: RecordedExchange["response"]): unknown {
  return parseBody((headers["content-type"] ?? []).join(), body?.toString("utf8") ?? "");
}

function addTo(map: Map<string, RecordedExchange[]>, key: string, exchange: RecordedExchange): void {
  map.set(key, [...(map.get(key) ?? []), exchange]);
}
