import type { Transport } from "../http/transport.ts";
import { copyFields, isPlainObject } from "../validation/copy-json.ts";
import type { Problem } from "../errors.ts";
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
    async (...args) => {
      const copies = args.map(copyBody);
      return ((await load())[name] as unknown as Call)(...copies);
    },
  ]);
  return {
    ...Object.fromEntries(calls),
    use: (...middleware) => change((api) => api.use(...middleware)),
    eject: (...middleware) => change((api) => api.eject(...middleware)),
  } as Api;
}

/**
 * Returns the options of a call with a copy of their body: the caller may change it while the code is loaded. A body that is
 * not valid JSON is not copied, because a later check refuses it.
 */
function copyBody(argument: unknown): unknown {
  const { body } = Object(argument) as { body?: unknown };
  const problems: Problem[] = [];
  const copy = isPlainObject(body) && copyFields(body, "", problems);
  return copy && problems.length === 0 ? { ...Object(argument), body: copy } : argument;
}
