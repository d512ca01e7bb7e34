import { describeContract } from "../contract/contract.ts";
import { operations } from "../generated/operations.ts";
import { createFetch } from "../http/in-process.ts";
import { createMockCore } from "../mock-core.ts";
import { createResponder } from "../operations/responder.ts";
import { readOptions } from "../read-options.ts";
import type { BrowserMock, BrowserMockOptions } from "./browser-mock.ts";
import { createContractEngine } from "./contract-engine.ts";
import { createPageSender } from "./page-webhooks.ts";

/**
 * Creates a mock of the contract without Prism and without Node.js, for pages and workers.
 *
 * @throws RangeError if an option has an invalid value. The message lists the valid ones.
 * @example
 * ```ts
 * const mock = createBrowserMock({ scenario: "failure" });
 * const client = createClient({ apiKey: "any", fetch: mock.fetch });
 * const { trainingId } = await client.createTraining(request);
 * await mock.advance(60 * 60_000);
 * const { status } = await client.getTrainingStatus(trainingId); // "training_failed"
 * ```
 */
export function createBrowserMock(options: BrowserMockOptions = {}): BrowserMock {
  const { strict = false, faults: { latencyMs } = {}, onWebhook } = options;
  const contract = describeContract("openapi.yaml", operations);
  const core = createMockCore(contract, {
    ...options,
    ...readOptions(options),
    sendWebhook: createPageSender(onWebhook),
  });
  const { all, session, sessions, sleep } = core;
  const engine = createContractEngine(contract.operations);
  const respond = createResponder(contract, engine, sessions, { strict, latencyMs, sleep });

  function close(): Promise<void> {
    core.cancelWebhooks();
    return Promise.resolve();
  }

  return Object.assign(all, {
    fetch: createFetch(core.observe(respond)),
    session,
    close,
    [Symbol.asyncDispose]: close,
  });
}
