import type { Clock } from "@dreambooth-sandbox/client";

/** A request that the service received. */
export interface ReceivedRequest {
  at: number;
  /** The API key. */
  key: string;
  /** The training of a status request; `undefined` for a create. */
  trainingId?: string;
  body: Record<string, unknown>;
}

/** Decides how a request is answered instead of normally: a response, an error of the connection, or `undefined`. */
export type Interference = (request: ReceivedRequest) => Response | Error | undefined | Promise<never>;

/** A service in this process whose trainings progress with the clock. It records what clients must not do. */
export interface Service {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  requests: ReceivedRequest[];
  /** The ids of the trainings that were created, in order. */
  created: string[];
  /** How many requests about a training came while another one was in flight, and after one that reported its end. */
  overlapping: number;
  afterEnd: number;
  /** Answers requests differently until it is set to `undefined`. */
  interfere: Interference | undefined;
  /** Creates a training as another program would. */
  begin(): string;
}

const MINUTE_MS = 60_000;
const STEP_1 = "Step:1 Training Started, 5 Steps to go : ETA : 30 minutes";
const STEP_2 = `${STEP_1} /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes`;
/** The statuses of a training, and from which age it has them. */
const STAGES = [
  { fromMs: 0, messege: "deploying_gpu", data: "it will take upto 25 minutes." },
  { fromMs: 20 * MINUTE_MS, messege: "training_started", data: ` /n ${STEP_1}` },
  { fromMs: 45 * MINUTE_MS, messege: "training_success", data: ` /n ${STEP_2}` },
  { fromMs: 60 * MINUTE_MS, messege: "model_ready", data: ` /n ${STEP_2} /n Model loaded successfully` },
];

/** The statuses of a training in order. */
export const STATUSES = STAGES.map(({ messege }) => messege);

/** Creates a service. Each response takes `latencyMs`. */
export function createService(clock: Clock, latencyMs = 200): Service {
  const createdAt = new Map<string, number>();
  const inFlight = new Set<string>();
  const ended = new Set<string>();
  const service: Service = {
    requests: [],
    created: [],
    overlapping: 0,
    afterEnd: 0,
    interfere: undefined,
    begin,
    fetch,
  };
  return service;

  function begin(): string {
    const id = `training-${createdAt.size}`;
    createdAt.set(id, clock.now());
    service.created.push(id);
    return id;
  }

  async function fetch(url: string, init: RequestInit): Promise<Response> {
    const { key, ...body } = JSON.parse(init.body as string) as Record<string, unknown>;
    const trainingId = /fine_tune_status\/(.+)$/.exec(url)?.[1];
    const request = {
      at: clock.now(),
      key: String(key),
      body,
      ...(trainingId !== undefined && { trainingId }),
    };
    service.requests.push(request);
    if (trainingId !== undefined && inFlight.has(trainingId)) service.overlapping++;
    if (trainingId !== undefined && ended.has(trainingId)) service.afterEnd++;
    if (trainingId !== undefined) inFlight.add(trainingId);
    try {
      await clock.sleep(latencyMs, init.signal ?? undefined);
      const response = await service.interfere?.(request);
      if (response instanceof Error) throw response;
      return response ?? respond(trainingId);
    } finally {
      if (trainingId !== undefined) inFlight.delete(trainingId);
    }
  }

  function respond(trainingId: string | undefined): Response {
    if (trainingId === undefined)
      return Response.json({ status: "success", ...STAGES[0], training_id: begin() });
    const startedAt = createdAt.get(trainingId);
    if (startedAt === undefined) return Response.json({ status: "error", messege: "training id not found" });
    const ageMs = clock.now() - startedAt;
    const stage = STAGES.findLast(({ fromMs }) => fromMs <= ageMs) ?? STAGES[0];
    if (stage === STAGES.at(-1)) ended.add(trainingId);
    return Response.json({ status: "success", messege: stage?.messege, data: stage?.data });
  }
}

/** Returns the greatest number of requests in any second. */
export function findPeakPerSecond(requests: readonly Pick<ReceivedRequest, "at">[]): number {
  const times = requests.map(({ at }) => at).toSorted((a, b) => a - b);
  return times.reduce((peak, at, index) => {
    const inWindow = times.slice(index).findIndex((other) => other >= at + 1_000);
    return Math.max(peak, inWindow === -1 ? times.length - index : inWindow);
  }, 0);
}
