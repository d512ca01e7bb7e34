import type { Transport } from "../http/transport.ts";
import type { Api } from "./api.ts";

type Call = (...args: unknown[]) => Promise<unknown>;

const CALLS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "request"] as const;

/**
 * Returns `client.api`, whose code is loaded by its first use: most programs never use it, and openapi-fetch is a fifth of
 * the client. Middleware and calls keep their order. Middleware that openapi-fetch refuses makes the calls after it fail.
 */
export function loadApi(transport: Transport): Api {
  let loading: Promise<Api> | undefined;
  const load = (): Promise<Api> =>
    (loading ??= import("./api.ts").then(({ createApi }) => createApi(transport)));
  const change = (edit: (api: Api) => void): void => {
    loading = load().then((api) => {
      edit(api);
      return api;
    });
    // The calls report it.
    loading.catch(() => {});
  };
  const calls = CALLS.map((name): [string, Call] => [
    name,
    async (...args) => ((await load())[name] as unknown as Call)(...args),
  ]);
  return {
    ...Object.fromEntries(calls),
    use: (...middleware) => change((api) => api.use(...middleware)),
    eject: (...middleware) => change((api) => api.eject(...middleware)),
  } as Api;
}
