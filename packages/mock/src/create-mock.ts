import type { Server } from "node:http";
import { createClock } from "./clock.ts";
import { loadContract } from "./contract.ts";
import { createEngine } from "./engine.ts";
import { createFetch } from "./in-process.ts";
import { explainOldNode } from "./node-version.ts";
import { createResponder } from "./responder.ts";
import { findScenario, scenarios } from "./scenarios.ts";
import { listen, stop, type ListenOptions } from "./server.ts";
import type { FaultOptions } from "./random-faults.ts";

/** How a mock behaves. */
export interface MockOptions {
  /** The scenario of trainings that are created without `Prefer: scenario=…`; `success` by default. */
  scenario?: string;
  /** How many milliseconds a training ages in one; 1 by default, 60 is a minute a second. */
  speed?: number;
  /** The present in milliseconds; `Date.now` by default. */
  now?: () => number;
  /** Refuse invalid requests by Prism's 422 problem document, not by the service's 200 with an error. */
  strict?: boolean;
  /** Random faults; none by default. */
  faults?: FaultOptions;
}

/** A contract mock. */
export interface Mock extends AsyncDisposable {
  /** The signature of `fetch`, answered in this process: no socket, no port, whatever the URL's host. */
  fetch: typeof fetch;
  /** Serves over HTTP; on a free port of the loopback interface unless told. */
  listen(options?: ListenOptions): Promise<{ url: string }>;
  /** Makes every training older by so many milliseconds. */
  advance(ms: number): Promise<void>;
  /** Stops listening. */
  close(): Promise<void>;
}

/**
 * Makes a mock of the contract.
 *
 * @example
 * ```ts
 * await using mock = await createMock({ scenario: "failure" });
 * const client = createClient({ apiKey: "any", fetch: mock.fetch });
 * const { trainingId } = await client.createTraining(request);
 * await mock.advance(25 * 60_000);
 * ```
 */
export async function createMock(options: MockOptions = {}): Promise<Mock> {
  const complaint = explainOldNode();
  if (complaint !== undefined) throw new Error(complaint);
  const scenario = findScenario(options.scenario ?? "success");
  if (!scenario)
    throw new RangeError(
      `There is no scenario "${options.scenario}". Choose one of: ${scenarios.map(({ name }) => name).join(", ")}.`,
    );
  const contract = await loadContract();
  const engine = await createEngine(contract.operations);
  const clock = createClock(options.now, options.speed);
  const respond = createResponder(contract, engine, clock, {
    scenario,
    strict: options.strict ?? false,
    faults: options.faults ?? {},
    onCreated: () => {},
  });
  const servers = new Set<Server>();

  const close = async (): Promise<void> => {
    const closing = [...servers].map((server) => stop(server));
    servers.clear();
    await Promise.all(closing);
  };
  return {
    fetch: createFetch(respond),
    listen: async (where) => {
      const { server, url } = await listen(respond, where);
      servers.add(server);
      return { url };
    },
    advance: async (ms) => clock.advance(ms),
    close,
    [Symbol.asyncDispose]: close,
  };
}
