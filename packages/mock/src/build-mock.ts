import type { Server } from "node:http";
import { createContractReport } from "./contract/contract-report.ts";
import type { Contract } from "./contract/contract.ts";
import type { Responder } from "./exchange.ts";
import { isControlPath, withControls } from "./http/control.ts";
import { createFetch } from "./http/in-process.ts";
import { createProxy } from "./http/proxy.ts";
import { observeRequests } from "./http/request-record.ts";
import { listen, stop } from "./http/server.ts";
import { createClock, type Clock, type Sleep } from "./life-cycle/clock.ts";
import type { Scenario } from "./life-cycle/scenarios.ts";
import type { CreatedTraining } from "./life-cycle/trainings.ts";
import type { Mock, MockOptions } from "./mock.ts";
import { createResponder } from "./operations/responder.ts";
import { createEngine } from "./prism/engine.ts";
import { readOptions } from "./read-options.ts";
import { createRecorder, type Recorder } from "./recording/recorder.ts";
import { createWebhooks } from "./webhooks/webhooks.ts";

/**
 * Builds a mock of any contract.
 *
 * @param sleep How faults delay responses; by a timer by default.
 * @throws RangeError if an option has an invalid value.
 */
export async function buildMock(contract: Contract, options: MockOptions, sleep?: Sleep): Promise<Mock> {
  const { scenario, speed } = readOptions(options);
  const clock = createClock(options.now, speed, sleep);
  const report = createContractReport(contract);
  const webhooks = createWebhooks(contract, clock, {
    allowRemote: options.allowRemoteWebhooks ?? false,
    onDelivery: options.onDelivery ?? (() => {}),
  });
  const servers = new Set<Server>();
  let created = 0;

  function onCreated(training: CreatedTraining, webhook: string): void {
    created += 1;
    if (webhook !== "") webhooks.schedule(training, webhook);
  }

  function advance(ms: number): Promise<void> {
    clock.advance(ms);
    return webhooks.flush();
  }

  const recorder = await openRecorder(contract, options);
  const respond = await chooseResponder(contract, clock, scenario, options, onCreated, recorder);
  const observed = observeRequests(respond, (response) => report.add(response), options.onRequest);
  const controlled = withControls(observed, {
    health: () => ({ status: "ok", scenario: scenario.name, speed: clock.speed, created }),
    deliveries: () => webhooks.deliveries,
    contractReport: () => report.read(),
    advance,
  });

  async function close(): Promise<void> {
    webhooks.close();
    const closing = [...servers].map(stop);
    servers.clear();
    await Promise.all(closing);
    await recorder?.close();
  }

  const forwards = options.upstream !== undefined;
  const isForwarded = (path: string): boolean => forwards && !isControlPath(path);

  return {
    fetch: createFetch(controlled, isForwarded),
    async listen(where) {
      const { server, url } = await listen(controlled, { ...where, crossOrigin: !forwards, isForwarded });
      servers.add(server);
      return { url };
    },
    advance,
    deliveries: webhooks.deliveries,
    get created() {
      return created;
    },
    contractReport: () => report.read(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Opens the recording before the first request, so that a file that cannot be written is an error at the start. */
function openRecorder(contract: Contract, { upstream, record }: MockOptions): Promise<Recorder | undefined> {
  if (upstream === undefined || !record) return Promise.resolve(undefined);
  return createRecorder(contract, new URL(upstream), record);
}

async function chooseResponder(
  contract: Contract,
  clock: Clock,
  scenario: Scenario,
  { upstream, strict = false, faults = {} }: MockOptions,
  onCreated: (training: CreatedTraining, webhook: string) => void,
  recorder: Recorder | undefined,
): Promise<Responder> {
  if (upstream !== undefined)
    return createProxy(
      contract,
      upstream,
      recorder ? { onExchange: (...exchange) => recorder.record(...exchange) } : {},
    );
  const engine = await createEngine(contract.operations);
  return createResponder(contract, engine, clock, { scenario, strict, faults, onCreated });
}
