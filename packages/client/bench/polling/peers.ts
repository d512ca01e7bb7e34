import { mock } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createHttpPoller } from "@azure/core-lro";
import { createWaiter, waiterServiceDefaults, WaiterState } from "@smithy/util-waiter";

/** Long after both packages have come to an interval that stays the same. */
const POLLS = 12;
const FOREVER_S = 1e9;

/** Starts to poll an operation that never ends, and calls back at each poll. */
type StartPolling = (onPoll: () => void, signal: AbortSignal) => Promise<unknown>;

/** The delays between the polls of `@smithy/util-waiter` with its defaults, the waiter of the AWS SDKs. */
export function recordSmithy(): Promise<number[]> {
  return recordDelays((onPoll, abortSignal) => {
    const options = { ...waiterServiceDefaults, client: {}, maxWaitTime: FOREVER_S, abortSignal };
    return createWaiter(options, {}, async () => {
      onPoll();
      return { state: WaiterState.RETRY };
    });
  });
}

/** The delays between the polls of `@azure/core-lro` with its defaults, where the service sends no `Retry-After`. */
export function recordCoreLro(): Promise<number[]> {
  return recordDelays((onPoll, abortSignal) => {
    const request = { method: "POST" as const, url: "https://service.example" };
    const headers = { "operation-location": "https://service.example/operation" };
    const respond = (status: string) => ({
      flatResponse: {},
      rawResponse: { statusCode: 202, headers, body: { status }, request },
    });
    const poller = createHttpPoller({
      sendInitialRequest: async () => respond("Running"),
      sendPollRequest: async () => {
        onPoll();
        return respond("Running");
      },
    });
    return poller.pollUntilDone({ abortSignal });
  });
}

/** Runs a package on a virtual clock. */
async function recordDelays(startPolling: StartPolling): Promise<number[]> {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const times: number[] = [];
  const stop = new AbortController();
  const ended = startPolling(() => times.push(Date.now()), stop.signal).catch(() => undefined);
  while (times.length < POLLS) {
    await nextTurn();
    mock.timers.runAll();
  }
  stop.abort();
  await ended;
  mock.timers.reset();
  return times.slice(1).map((time, i) => time - (times[i] ?? 0));
}
