import type { Server } from "node:http";
import type { Contract } from "./contract/contract.ts";
import { isControlPath, withControls } from "./http/control.ts";
import { createFetch } from "./http/in-process.ts";
import { createProxy } from "./http/proxy.ts";
import type { ListenOptions } from "./http/listen-options.ts";
import { listen, stop } from "./http/server.ts";
import { createWallClock, type Sleep } from "./life-cycle/clock.ts";
import type { Mock, MockOptions } from "./mock.ts";
import { createResponder } from "./operations/responder.ts";
import { createEngine } from "./prism/engine.ts";
import { readOptions } from "./read-options.ts";
import { readHar } from "./recording/read-har.ts";
import { createRecorder, type Recorder } from "./recording/recorder.ts";
import { createReplay } from "./recording/replay.ts";
import { planReplay } from "./recording/replay-plan.ts";
import { controlAllSessions, controlSession } from "./sessions/control-sessions.ts";
import type { MockSession } from "./sessions/mock-session.ts";
import { observeRequests, type SessionResponder } from "./sessions/observe-requests.ts";
import { createSessions, type Sessions } from "./sessions/sessions.ts";
import { createWebhookCapacity } from "./webhooks/webhook-capacity.ts";
import { createWebhooks } from "./webhooks/webhooks.ts";

/**
 * Builds a mock of any contract.
 *
 * @param sleep How faults delay responses; by a timer by default.
 * @throws RangeError if an option has an invalid value.
 */
export async function buildMock(contract: Contract, options: MockOptions, sleep?: Sleep): Promise<Mock> {
  const { scenario, speed } = readOptions(options);
  const { allowRemoteWebhooks: allowRemote = false, onDelivery = () => {}, faults = {} } = options;
  const wall = createWallClock(options.now, speed, sleep);
  const capacity = createWebhookCapacity();
  const sessions = createSessions(
    {
      contract,
      wall,
      faults,
      onDelivery,
      createWebhooks: (clock, onDelivery) =>
        createWebhooks(contract, clock, { allowRemote, onDelivery, capacity }),
    },
    scenario,
  );
  const all = controlAllSessions(contract, sessions, wall.wallMs);
  const session = (key: string): MockSession => controlSession(contract, sessions, key);
  const servers = new Set<Server>();

  const recorder = await openRecorder(contract, options);
  const respond = await chooseResponder(contract, sessions, wall.sleep, options, recorder);
  const controlled = withControls(observeRequests(respond, sessions, options.onRequest), {
    session: (key) => (key === undefined ? all : session(key)),
    health(key) {
      const own = key === undefined ? undefined : sessions.find(key).scenario;
      return { status: "ok", scenario: (own ?? sessions.scenario).name, speed };
    },
  });

  async function close(): Promise<void> {
    for (const { webhooks } of sessions.list()) webhooks?.close();
    const closing = [...servers].map(stop);
    servers.clear();
    await Promise.all(closing);
    await recorder?.close();
  }

  const forwards = options.upstream !== undefined;
  const isForwarded = (path: string): boolean => forwards && !isControlPath(path);

  return Object.assign(all, {
    fetch: createFetch(controlled, isForwarded),
    async listen(where: ListenOptions = {}) {
      const { server, url } = await listen(controlled, { ...where, crossOrigin: !forwards, isForwarded });
      servers.add(server);
      return { url };
    },
    session,
    close,
    [Symbol.asyncDispose]: close,
  });
}

/** Opens the recording before the first request, so that a file that cannot be written is an error at the start. */
function openRecorder(contract: Contract, { upstream, record }: MockOptions): Promise<Recorder | undefined> {
  if (upstream === undefined || !record) return Promise.resolve(undefined);
  return createRecorder(contract, new URL(upstream), record);
}

async function chooseResponder(
  contract: Contract,
  sessions: Sessions,
  sleep: Sleep,
  { upstream, replay, strict = false, faults: { latencyMs } = {} }: MockOptions,
  recorder: Recorder | undefined,
): Promise<SessionResponder> {
  if (upstream !== undefined)
    return createProxy(
      contract,
      upstream,
      recorder ? { onExchange: (...exchange) => recorder.record(...exchange) } : {},
    );
  if (replay !== undefined)
    return createReplay(contract, replay, planReplay(contract, await readHar(replay)));
  const engine = await createEngine(contract.operations);
  return createResponder(contract, engine, sessions, { strict, latencyMs, sleep });
}
