import type { Mock, MockOptions } from "@dreambooth-sandbox/mock";
import { createMock } from "@dreambooth-sandbox/mock";

/** A mock and how to reach it. */
export interface Reached extends AsyncDisposable {
  mock: Mock;
  fetch: typeof fetch;
  /** Scheme, host and port for requests. */
  host: string;
}

/** The ways to reach a mock. Both behave the same. */
export const transports: { name: string; reach: (options?: MockOptions) => Promise<Reached> }[] = [
  {
    name: "in process",
    reach: async (options) => {
      const mock = await createMock(options);
      const dispose = () => mock.close();
      return { mock, fetch: mock.fetch, host: "https://mock.test", [Symbol.asyncDispose]: dispose };
    },
  },
  {
    name: "over HTTP",
    reach: async (options) => {
      const mock = await createMock(options);
      const { url } = await mock.listen();
      const dispose = () => mock.close();
      return { mock, fetch: globalThis.fetch, host: url, [Symbol.asyncDispose]: dispose };
    },
  },
];
