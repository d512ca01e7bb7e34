import { createClient, SandboxError } from "@dreambooth-sandbox/client";
import type { Clock } from "@dreambooth-sandbox/client";
import { createMock } from "@dreambooth-sandbox/mock";

const PATH = "/api/sandbox/v3/fine_tune_cancel/{training_id}";
const call = { params: { path: { training_id: "F5jvdzGnYi" } }, body: {} };
/** Waits before retries pass at once; the time limit of an attempt never passes. */
const clock: Clock = {
  now: () => 0,
  sleep: (ms) => (ms === Infinity ? new Promise(() => undefined) : Promise.resolve()),
};
const timeoutMs = Infinity;

await using mock = await createMock();
const client = createClient({ apiKey: "any-key", fetch: mock.fetch });
const { data } = await client.api.POST(PATH, call);
const status: string | undefined = data?.messege;
// @ts-expect-error the response has no such field
void data?.training_id;
// @ts-expect-error the path has a parameter
export const incomplete = (): unknown => client.api.POST(PATH, { body: {} });

let attempts = 0;
const unreliable = createClient({
  apiKey: "any-key",
  clock,
  timeoutMs,
  logger: { warn: () => undefined, debug: () => undefined },
  fetch: async (input, init) => {
    attempts++;
    if (attempts === 1) throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
    if (attempts === 2) return new Response("Bad gateway", { status: 502 });
    return mock.fetch(input, init);
  },
});
const retried = await unreliable.api.POST(PATH, call);

const broken = createClient({
  apiKey: "any-key",
  clock,
  timeoutMs,
  fetch: async () => {
    throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
  },
});
const error: unknown = await broken.api.POST(PATH, call).catch((reason: unknown) => reason);
if (!(error instanceof SandboxError)) throw new Error("The call must fail.");

console.log(
  JSON.stringify({
    response: data,
    status,
    attempts,
    retried: retried.data,
    error: { code: error.code, message: error.message },
    created: mock.created,
  }),
);
