import { createClient } from "@dreambooth-sandbox/client";
import type { SandboxClient } from "@dreambooth-sandbox/client";
import { describe, expect, test } from "vitest";
import { createFakeClock } from "./support/fake-clock.ts";
import { rejection } from "./support/rejection.ts";
import { createRecordingService } from "./support/recording-service.ts";
import { created, ID, KEY, quietClient, request } from "./support/samples.ts";

type Options = Record<string, unknown>;

/** Wrong values of the options that several calls have. */
const durations = ["30s", NaN, -1, null, new Date(0)];
const counts = ["3", NaN, -1, 1.5, null];
const callOptions: Record<string, unknown[]> = {
  signal: [{}, "abort", null, new AbortController()],
  timeoutMs: durations,
  deadlineMs: durations,
  maxRetries: [...counts, Infinity],
};
const { maxRetries: _, ...sharedByFollowing } = callOptions;
const followOptions: Record<string, unknown[]> = {
  ...sharedByFollowing,
  maxFailures: counts,
  stallMs: durations,
  pollDelayMs: [5, "soon", null],
};
const clientOptions: Record<string, unknown[]> = {
  apiKey: [5, null, {}],
  baseUrl: [5, null, new URL("https://example.com")],
  fetch: ["fetch", null, {}],
  timeoutMs: durations,
  maxRetries: [...counts, Infinity],
  maxResponseBytes: [...counts, 0],
  logger: ["console", null, 5],
  clock: ["now", null, 5],
  allowInsecureHttp: ["yes", null, 1],
  dangerouslyAllowBrowser: ["yes", null, 1],
  journal: ["folder", null, 5],
  webhookToken: ["header", null, true],
};

/** A call with options that the types forbid. */
type Call = (client: SandboxClient, options: Options) => unknown;

const calls: [name: string, wrong: Record<string, unknown[]>, call: Call][] = [
  ["createTraining", callOptions, (client, options) => client.createTraining(request, options)],
  ["getTrainingStatus", callOptions, (client, options) => client.getTrainingStatus(ID, options)],
  ["watchTraining", followOptions, (client, options) => client.watchTraining(ID, options).next()],
  [
    "watchTrainings",
    { ...followOptions, maxInFlight: [...counts, 0], maxPerSecond: ["10", NaN, -1, 0, null] },
    (client, options) => client.watchTrainings([ID], options).next(),
  ],
  [
    "waitForTraining",
    { ...followOptions, onUpdate: ["log", null, {}] },
    (client, options) => client.waitForTraining(ID, options),
  ],
];

describe.each(calls)("%s", (_, wrong, call) => {
  test.each(Object.entries(wrong))(
    "throws a TypeError for a wrong %s, and sends nothing",
    async (name, values) => {
      for (const value of values) {
        const { fetch, requests } = createRecordingService([created]);
        const error = await failureOf(() => call(quietClient({ fetch }), { [name]: value }));
        expect([value, error]).toEqual([value, expect.any(TypeError)]);
        expect((error as TypeError).message).toMatch(new RegExp(`^${name} must be .+ \\(got .+\\)\\.$`));
        expect(requests).toHaveLength(0);
      }
    },
  );

  test("reports every wrong option at once", async () => {
    const error = await failureOf(() => call(quietClient({}), { timeoutMs: "30s", deadlineMs: -1 }));
    expect(String(error)).toMatch(/timeoutMs must be .+ \(got "30s"\)\. deadlineMs must be .+ \(got -1\)\./);
  });

  test.each([5, "fast", null])("throws a TypeError for options of %j", async (options) => {
    const error = await failureOf(() => call(quietClient({}), options as unknown as Options));
    expect(error).toBeInstanceOf(TypeError);
  });
});

describe("createClient", () => {
  test.each(Object.entries(clientOptions))("throws a TypeError for a wrong %s", (name, values) => {
    for (const value of values) {
      const options = { apiKey: KEY, [name]: value };
      expect(() => createClient(options)).toThrow(TypeError);
      expect(() => createClient(options)).toThrow(new RegExp(`^${name} must be`));
    }
  });

  test("does not quote the API key", () => {
    const options = { apiKey: [KEY] } as unknown as { apiKey: string };
    expect(() => createClient(options)).toThrow(/^apiKey must be a string \(got object\)\.$/);
    const wrong = { apiKey: KEY, timeoutMs: KEY as unknown as number };
    expect(String(failureOfSync(() => createClient(wrong)))).not.toContain(KEY);
  });
});

describe("watchTrainings", () => {
  test.each([ID, 5, null, undefined, {}])(
    "throws a TypeError for %j in place of ids, and sends nothing",
    (ids) => {
      const { fetch, requests } = createRecordingService([created]);
      expect(() => quietClient({ fetch }).watchTrainings(ids as string[])).toThrow(TypeError);
      expect(() => quietClient({ fetch }).watchTrainings(ids as string[])).toThrow(
        /ids must be a list of strings/,
      );
      expect(requests).toHaveLength(0);
    },
  );

  test("accepts any collection of ids", () => {
    const client = quietClient({});
    for (const ids of [[ID], new Set([ID]), new Map([[ID, 1]]).keys()])
      expect(() => client.watchTrainings(ids)).not.toThrow();
  });
});

describe("options of a class's instance", () => {
  test("count for createClient, also those that its prototype has", async () => {
    const { fetch, requests } = createRecordingService([new TypeError("fetch failed")]);
    class Configuration {
      apiKey = KEY;
      get fetch() {
        return fetch;
      }
      get maxRetries() {
        return 0;
      }
      get logger() {
        return {};
      }
    }
    const error = await rejection(createClient(new Configuration()).getTrainingStatus(ID));
    expect(error).toMatchObject({ code: "connection_failed" });
    expect(requests).toHaveLength(1);
  });

  test("count for a wait", async () => {
    const { fetch, requests } = createRecordingService([new TypeError("fetch failed")]);
    const patience = { maxFailures: 0 };
    const options = Object.create(patience) as typeof patience;
    const clock = createFakeClock();
    const error = await rejection(clock.run(quietClient({ fetch, clock }).waitForTraining(ID, options)));
    expect(error).toMatchObject({ code: "connection_failed" });
    expect(requests).toHaveLength(1);
  });

  test("are read once, so that what is checked is what is used", async () => {
    const { fetch } = createRecordingService([created]);
    let reads = 0;
    const options = {
      get timeoutMs() {
        reads++;
        return reads === 1 ? 60_000 : Number.NaN;
      },
    };
    await quietClient({ fetch }).createTraining(request, options);
    expect(reads).toBe(1);
  });
});

test("an option that is undefined is absent, and the largest limits are accepted", async () => {
  const { fetch } = createRecordingService([created]);
  const absent = Object.fromEntries(Object.keys(clientOptions).map((name) => [name, undefined]));
  const client = createClient({ ...absent, apiKey: KEY, logger: {}, fetch });
  const options = { timeoutMs: Infinity, deadlineMs: Infinity, maxRetries: 0, signal: undefined };
  expect(await client.createTraining(request, options)).toMatchObject({ trainingId: ID });
});

async function failureOf(call: () => unknown): Promise<unknown> {
  return rejection(Promise.resolve().then(call));
}

function failureOfSync(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}
