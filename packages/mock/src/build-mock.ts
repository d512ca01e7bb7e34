import type { Server } from "node:http";
import type { Contract } from "./contract/contract.ts";
import { withControls } from "./http/control.ts";
import { createFetch } from "./http/in-process.ts";
import { createProxy } from "./http/proxy.ts";
import type { ListenOptions } from "./http/listen-options.ts";
import { listen, stop } from "./http/server.ts";
import { createWallClock, type Sleep } from "./life-cycle/clock.ts";
import type { Mock, MockOptions } from "./mock.ts";
import { createResponder } from "./operations/responder.ts";
import { createEngine } from "./prism/engine.ts";
import { readOptions } from "./read-options.ts";
import { controlAllSessions, controlSession } from "./sessions/control-sessions.ts";
import type { MockSession } from "./sessions/mock-session.ts";
import { observeRequests, type SessionResponder } from "./sessions/observe-requests.ts";
import { createSessions, type Sessions } from "./sessions/sessions.ts";
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
  const sessions = createSessions(
    {
      contract,
      wall,
      faults,
      onDelivery,
      createWebhooks: (clock, onDelivery) => createWebhooks(contract, clock, { allowRemote, onDelivery }),
    },
    scenario,
  );
  const all = controlAllSessions(contract, sessions, wall.wallMs);
  const session = (key: string): MockSession => controlSession(contract, sessions, key);
  const servers = new Set<Server>();

  const respond = await chooseResponder(contract, sessions, wall.sleep, options);
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
  }

  return Object.assign(all, {
    fetch: createFetch(controlled),
    async listen(where: ListenOptions = {}) {
      const crossOrigin = options.upstream === undefined;
      const { server, url } = await listen(controlled, { ...where, crossOrigin });
      servers.add(server);
      return { url };
    },
    session,
    close,
    [Symbol.asyncDispose]: close,
  });
}

async function chooseResponder(
  contract: Contract,
  sessions: Sessions,
  sleep: Sleep,
  { upstream, strict = false, faults: { latencyMs } = {} }: MockOptions,
): Promise<SessionResponder> {
  if (upstream !== undefined) return createProxy(contract, upstream);
  const engine = await createEngine(contract.operations);
  return createResponder(contract, engine, sessions, { strict, latencyMs, sleep });
}
