import type { Server } from "node:http";
import { createClock, type Clock } from "./life-cycle/clock.ts";
import { createContractReport, type ContractReport } from "./contract/contract-report.ts";
import { loadContract, type Contract } from "./contract/contract.ts";
import { withControls } from "./http/control.ts";
import { createEngine } from "./prism/engine.ts";
import { createFetch } from "./http/in-process.ts";
import { explainOldNode } from "./node-version.ts";
import { createProxy } from "./http/proxy.ts";
import type { FaultOptions } from "./faults/random-faults.ts";
import { tellRequests, type RequestRecord } from "./http/request-record.ts";
import { createResponder, type Responder } from "./operations/responder.ts";
import { findScenario, scenarios, type Scenario } from "./life-cycle/scenarios.ts";
import { listen, stop, type ListenOptions } from "./http/server.ts";
import { createWebhooks, type Delivery, type Webhooks } from "./webhooks/webhooks.ts";

/** How a mock behaves. */
export interface MockOptions {
  /** The scenario of trainings that are created without `Prefer: scenario=…`; `success` by default. */
  scenario?: string;
  /** How many milliseconds a training ages in one; 1 by default, 60 is a minute a second. */
  speed?: number;
  /** The present in milliseconds since 1970; `Date.now` by default. */
  now?: () => number;
  /** Random faults; none by default. */
  faults?: FaultOptions;
  /** Refuse invalid requests by Prism's 422 problem document, not by the service's 200 with an error. */
  strict?: boolean;
  /** Send webhooks to other hosts than this one; false by default. Link-local addresses never get any. */
  allowRemoteWebhooks?: boolean;
  /** Forward all requests to this URL and check both directions against the contract. */
  upstream?: string;
  /** Called for each request that was answered, with its key redacted. */
  onRequest?: (record: RequestRecord) => void;
  /** Called for each attempt to deliver a webhook. */
  onDelivery?: (delivery: Delivery) => void;
}

/** A contract mock. */
export interface Mock extends AsyncDisposable {
  /** The signature of `fetch`, answered in this process: no socket, no port, whatever the URL's host. */
  fetch: typeof fetch;
  /** Serves over HTTP; on a free port of the loopback interface unless told. */
  listen(options?: ListenOptions): Promise<{ url: string }>;
  /**
   * Makes every training older by so many milliseconds, at once. The promise waits for the webhooks that
   * became due, and may be ignored by those who expect none.
   */
  advance(ms: number): Promise<void>;
  /** Attempts to deliver webhooks, oldest first. */
  readonly deliveries: readonly Delivery[];
  /** How many trainings were created: each would have been paid for. */
  readonly created: number;
  /** Which operations, codes and examples of the contract were touched so far. */
  contractReport(): ContractReport;
  /** Stops listening, drops connections and webhooks. */
  close(): Promise<void>;
}

/**
 * Makes a mock of the contract.
 *
 * @throws RangeError when an option has no such value; the message lists those that exist.
 * @example
 * ```ts
 * await using mock = await createMock({ scenario: "failure" });
 * const client = createClient({ apiKey: "any", fetch: mock.fetch });
 * const { trainingId } = await client.createTraining(request);
 * await mock.advance(40 * 60_000);
 * const { status } = await client.getTrainingStatus(trainingId); // "training_failed"
 * ```
 */
export async function createMock(options: MockOptions = {}): Promise<Mock> {
  const complaint = explainOldNode();
  if (complaint !== undefined) throw new Error(complaint);
  const clock = createClock(options.now, readSpeed(options.speed));
  const scenario = readScenario(options.scenario);
  const contract = await loadContract();
  const report = createContractReport(contract);
  const webhooks = createWebhooks(contract, clock, {
    allowRemote: options.allowRemoteWebhooks ?? false,
    onDelivery: options.onDelivery ?? (() => {}),
  });
  const servers = new Set<Server>();
  let created = 0;

  const answer = await chooseResponder(contract, clock, scenario, options, webhooks, () => {
    created += 1;
  });
  const advance = (ms: number): Promise<void> => {
    clock.advance(ms);
    return webhooks.flush();
  };
  const told = tellRequests(answer, (reply) => report.add(reply), options.onRequest);
  const respond = withControls(told, {
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
  }

  return {
    fetch: createFetch(respond),
    async listen(where) {
      const { server, url } = await listen(respond, {
        ...where,
        crossOrigin: options.upstream === undefined,
      });
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

async function chooseResponder(
  contract: Contract,
  clock: Clock,
  scenario: Scenario,
  options: MockOptions,
  webhooks: Webhooks,
  countCreate: () => void,
): Promise<Responder> {
  if (options.upstream !== undefined) return createProxy(contract, options.upstream);
  const engine = await createEngine(contract.operations);
  return createResponder(contract, engine, clock, {
    scenario,
    strict: options.strict ?? false,
    faults: options.faults ?? {},
    onCreated(training, webhook) {
      countCreate();
      if (webhook !== "") webhooks.schedule(training, webhook);
    },
  });
}

function readScenario(name = "success"): Scenario {
  const found = findScenario(name);
  if (found) return found;
  const names = scenarios.map((scenario) => scenario.name).join(", ");
  throw new RangeError(`There is no scenario "${name}". Choose one of: ${names}.`);
}

function readSpeed(speed = 1): number {
  if (speed > 0 && Number.isFinite(speed)) return speed;
  throw new RangeError(`The speed must be a number greater than 0, but it is ${speed}.`);
}
