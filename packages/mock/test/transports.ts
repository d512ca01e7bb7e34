import type { Mock, MockOptions } from "@dreambooth-sandbox/mock";
import { buildMock } from "../src/build-mock.ts";
import { loadContract } from "../src/contract/load-contract.ts";
import type { Sleep } from "../src/life-cycle/clock.ts";

/** A mock and how to reach it. */
export interface Reached extends AsyncDisposable {
  mock: Mock;
  fetch: typeof fetch;
  /** Scheme, host and port for requests. */
  host: string;
}

/** Creates a mock. `sleep` replaces the timer by which faults delay responses. */
type Reach = (options?: MockOptions, sleep?: Sleep) => Promise<Reached>;

const contract = await loadContract();

/** The ways to reach a mock. Both behave the same. */
export const transports: { name: string; reach: Reach }[] = [
  {
    name: "in process",
    reach: async (options = {}, sleep) => {
      const mock = await buildMock(contract, options, sleep);
      const dispose = () => mock.close();
      return { mock, fetch: mock.fetch, host: "https://mock.test", [Symbol.asyncDispose]: dispose };
    },
  },
  {
    name: "over HTTP",
    reach: async (options = {}, sleep) => {
      const mock = await buildMock(contract, options, sleep);
      const { url } = await mock.listen();
      const dispose = () => mock.close();
      return { mock, fetch: globalThis.fetch, host: url, [Symbol.asyncDispose]: dispose };
    },
  },
];
