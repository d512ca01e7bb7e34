import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What an {@link HttpService} does. */
export interface HttpServiceOptions {
  /** How long a training takes. Default: 10 seconds. */
  trainingMs?: number;
  /** How long a response takes. Default: 5 milliseconds. */
  latencyMs?: number;
  /** From which request in a sliding second on requests are refused with 429. Default: none. */
  refusedFrom?: number;
}

/** A service over HTTP that records what clients must not do. */
export interface HttpService {
  url: string;
  /** The time of every request, in milliseconds of `performance.now()`. */
  requestTimes: number[];
  /** How many status requests there were for each training. */
  polls: Map<string, { times: number[]; inFlight: number; hasEnded: boolean }>;
  /** How often each create came, by its `instance_prompt`. */
  creates: Map<string, number>;
  /** How often handlers reported each training's end, with `POST /ended/<id>`. */
  ends: Map<string, number>;
  overlapping: number;
  afterEnd: number;
  refused: number;
  /** Begins a training as another program would, under an id of its own or another one. */
  begin: (id?: string) => string;
  close: () => Promise<void>;
}

const STAGES = [
  { from: 0, messege: "deploying_gpu", data: "it will take upto 25 minutes." },
  {
    from: 0.3,
    messege: "training_started",
    data: " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes",
  },
  { from: 1, messege: "model_ready", data: " /n Model loaded successfully" },
];

/** Starts a service on a free port. */
export async function startHttpService(options: HttpServiceOptions = {}): Promise<HttpService> {
  const { trainingMs = 10_000, latencyMs = 5, refusedFrom = Infinity } = options;
  const startedAt = new Map<string, number>();
  const server = createServer((request, response) => void respond(request, response));
  const service: HttpService = {
    url: "",
    requestTimes: [],
    polls: new Map(),
    creates: new Map(),
    ends: new Map(),
    overlapping: 0,
    afterEnd: 0,
    refused: 0,
    begin,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return service;

  function begin(id = `training-${startedAt.size}`): string {
    startedAt.set(id, Date.now());
    return id;
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, kind, id = ""] = /^\/(?:api\/sandbox\/v3\/)?(\w+)(?:\/(.+))?$/.exec(request.url ?? "") ?? [];
    if (kind === "ended") count(service.ends, id);
    else if (isRefused()) return send(response, 429, { status: "error", message: "Rate limit exceeded" });
    const body = JSON.parse((await readBody(request)) || "{}") as { instance_prompt?: string };
    if (kind === "ended") return send(response, 200, {});
    if (kind === "fine_tune_status") return respondToPoll(response, id);
    count(service.creates, String(body.instance_prompt));
    await sleep(latencyMs);
    send(response, 200, { status: "success", ...STAGES[0], training_id: begin() });
  }

  function isRefused(): boolean {
    const now = performance.now();
    service.requestTimes.push(now);
    const inWindow =
      service.requestTimes.length - service.requestTimes.findLastIndex((at) => at <= now - 1_000) - 1;
    if (inWindow < refusedFrom) return false;
    service.refused++;
    return true;
  }

  async function respondToPoll(response: ServerResponse, id: string): Promise<void> {
    const poll = service.polls.get(id) ?? { times: [], inFlight: 0, hasEnded: false };
    service.polls.set(id, poll);
    poll.times.push(performance.now());
    if (poll.inFlight > 0) service.overlapping++;
    if (poll.hasEnded) service.afterEnd++;
    poll.inFlight++;
    // A client that was killed no longer waits for the response.
    const isGone = Promise.withResolvers<void>();
    response.once("close", () => isGone.resolve());
    await Promise.race([sleep(latencyMs), isGone.promise]);
    poll.inFlight--;
    const share = (Date.now() - (startedAt.get(id) ?? Infinity)) / trainingMs;
    const stage = STAGES.findLast(({ from }) => from <= share);
    if (!stage) return send(response, 200, { status: "error", messege: "training id not found" });
    if (response.destroyed) return;
    poll.hasEnded ||= stage === STAGES.at(-1);
    send(response, 200, { status: "success", messege: stage.messege, data: stage.data });
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
