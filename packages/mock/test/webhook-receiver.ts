import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { createMock, scenarios, type MockOptions } from "@dreambooth-sandbox/mock";
import { loadContract } from "../src/contract/contract.ts";
import { planStages } from "../src/life-cycle/stages.ts";
import { CREATE, post, trainingRequest } from "./training-request.ts";

const MINUTE_MS = 60_000;
/** How late the webhooks of the scenario `webhook-late` are. */
export const LATE_BY_MS = 10 * MINUTE_MS;
/** How long after the first attempt a webhook that was not accepted is sent again. */
export const RETRIES_MS = [10_000, 70_000];

const contract = await loadContract();
const starts = scenarios.flatMap((scenario) =>
  planStages(contract, scenario).map(({ startsAtMs }) => startsAtMs),
);
/** Just before and at every age at which a webhook can be due, and an hour after the last one. */
const probes = [
  ...new Set(
    starts
      .flatMap((startMs) => [0, LATE_BY_MS, ...RETRIES_MS].map((afterMs) => startMs + afterMs))
      .flatMap((ageMs) => [ageMs - 1, ageMs])
      .concat(Math.max(...starts) + 60 * MINUTE_MS)
      .filter((ageMs) => ageMs >= 0),
  ),
].toSorted((one, other) => one - other);

/** A call that a receiver received. */
export interface Call {
  contentType: string | undefined;
  body: string;
  /** The training's age at the call. */
  ageMs: number;
}

/** A server that receives webhooks. */
export interface Receiver extends AsyncDisposable {
  url: string;
  calls: Call[];
  /** The status codes of its next responses; 204 by default. */
  codes: number[];
  /** The age of the training that is watched. */
  ageMs: number;
  /** Resolves once this many calls were received. */
  untilReceived(count: number): Promise<void>;
}

/** Starts a receiver. */
export async function startReceiver(): Promise<Receiver> {
  const events = new EventEmitter();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      receiver.calls.push({ contentType: request.headers["content-type"], body, ageMs: receiver.ageMs });
      events.emit("call");
      return response.writeHead(receiver.codes.shift() ?? 204, { location: "http://127.0.0.1:1/" }).end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const receiver: Receiver = {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/hook`,
    calls: [],
    codes: [],
    ageMs: 0,
    async untilReceived(count) {
      while (receiver.calls.length < count) await once(events, "call");
    },
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, "close");
    },
  };
  return receiver;
}

/** Creates a training with a webhook, and lets it age beyond its last webhook. */
export async function watchWebhooks(
  receiver: Receiver,
  options: MockOptions = {},
  webhook: string = receiver.url,
) {
  await using mock = await createMock({ now: () => 0, ...options });
  const { json } = await post(mock.fetch, CREATE, { ...trainingRequest, webhook });
  for (const ageMs of probes) {
    const byMs = ageMs - receiver.ageMs;
    receiver.ageMs = ageMs;
    await mock.advance(byMs);
  }
  return { trainingId: json["training_id"], deliveries: [...mock.deliveries] };
}

/** Returns the status of a call. */
export function readStatus({ body, contentType }: Call): unknown {
  const isForm = contentType !== "application/json";
  return isForm ? new URLSearchParams(body).get("training_status") : JSON.parse(body).training_status;
}
