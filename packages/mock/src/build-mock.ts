import type { Server } from "node:http";
import type { Contract } from "./contract/contract.ts";
import { isControlPath } from "./http/control/control.ts";
import { decompress } from "./http/decompress.ts";
import { createFetch } from "./http/in-process.ts";
import { createProxy } from "./http/proxy/proxy.ts";
import type { ListenOptions } from "./http/listen-options.ts";
import { listen, stop } from "./http/server.ts";
import type { Sleep } from "./life-cycle/clock.ts";
import type { Mock, MockOptions } from "./mock.ts";
import { createMockCore, type MockCore } from "./mock-core.ts";
import { createResponder } from "./operations/responder.ts";
import { createEngine } from "./prism/engine.ts";
import { readOptions } from "./read-options.ts";
import { readHar } from "./recording/read-har.ts";
import { createRecorder, type Recorder } from "./recording/recorder.ts";
import { createReplay } from "./recording/replay.ts";
import { planReplay } from "./recording/replay-plan.ts";
import type { SessionResponder } from "./sessions/observe-requests.ts";
import { sendWebhook } from "./webhooks/webhook-sender.ts";

/**
 * Builds a mock of any contract.
 *
 * @param sleep How faults delay responses; by a timer by default.
 * @throws RangeError if an option has an invalid value.
 */
export async function buildMock(contract: Contract, options: MockOptions, sleep?: Sleep): Promise<Mock> {
  const { allowRemoteWebhooks: allowRemote = false } = options;
  const core = createMockCore(contract, {
    ...options,
    ...readOptions(options),
    sleep,
    sendWebhook: (url, content, signal) => sendWebhook(url, content, { allowRemote, signal }),
  });
  const servers = new Set<Server>();
  const recorder = await openRecorder(contract, options);
  const observed = core.observe(await chooseResponder(contract, core, options, recorder));

  async function close(): Promise<void> {
    core.cancelWebhooks();
    const closing = [...servers].map(stop);
    servers.clear();
    await Promise.all(closing);
    await recorder?.close();
  }

  const forwards = options.upstream !== undefined;
  const isForwarded = (path: string): boolean => forwards && !isControlPath(path);

  return Object.assign(core.all, {
    fetch: createFetch(observed, { isForwarded, decompress }),
    async listen(where: ListenOptions = {}) {
      const { server, url } = await listen(observed, { ...where, crossOrigin: !forwards, isForwarded });
      servers.add(server);
      return { url };
    },
    session: core.session,
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
  { sessions, sleep }: MockCore,
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
