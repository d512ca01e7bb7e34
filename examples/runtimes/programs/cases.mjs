import { createClient, isSurelyNotSent, systemClock } from "@dreambooth-sandbox/client";

/** How many times faster than the clock on the wall retries are made. */
const SPEED = 100;
const request = {
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: [1, 2, 3, 4, 5, 6, 7].map((n) => `https://example.com/pictures/person-${n}.png`),
  training_type: "men",
  max_train_steps: 14,
};
const runtimeFetch = globalThis.fetch;
/** What the runtime's `fetch` rejected with, by origin. */
const rejections = new Map();
globalThis.fetch = async (url, init) => {
  try {
    return await runtimeFetch(url, init);
  } catch (error) {
    rejections.set(new URL(url).origin, error);
    throw error;
  }
};

/** Runs all cases at the same time, and returns what each create came to. */
export function runCases(cases) {
  return Promise.all(cases.map(runCase));
}

async function runCase(testCase) {
  try {
    return await (testCase.usesPlainFetch ? createByPlainFetch(testCase) : createByClient(testCase));
  } catch (error) {
    return { error: describeError(error, new URL(testCase.baseUrl).origin) };
  }
}

async function createByClient({ baseUrl, isWarm, timeoutMs = 30_000, isCyclic, allowsBrowser }) {
  const client = createClient({
    apiKey: "runtimes",
    baseUrl,
    timeoutMs: timeoutMs * SPEED,
    allowInsecureHttp: true,
    dangerouslyAllowBrowser: allowsBrowser,
    logger: {},
    clock: { now: () => Date.now(), sleep: (ms, signal) => systemClock.sleep(ms / SPEED, signal) },
  });
  // The second request reuses the first one's connection.
  for (let i = 0; i < (isWarm ? 2 : 0); i++) await client.getTrainingStatus("F5jvdzGnYi");
  return client.createTraining(isCyclic ? { ...request, extra: createCycle() } : request);
}

/** Sends the requests of a warm create as a program without the client would. */
async function createByPlainFetch({ baseUrl }) {
  const body = JSON.stringify(request);
  const post = (path) =>
    runtimeFetch(`${baseUrl}/api/sandbox/v3/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
    });
  for (let i = 0; i < 2; i++) await (await post("fine_tune_status/F5jvdzGnYi")).text();
  await (await post("fine_tune")).text();
  return {};
}

function createCycle() {
  const cycle = {};
  cycle.cycle = cycle;
  return cycle;
}

function describeError(error, origin) {
  return {
    name: error.name,
    cause: error.cause?.name,
    isSurelyNotSent: isSurelyNotSent(error),
    isTransient: error.isTransient,
    reported: describeCauses(rejections.get(origin)),
  };
}

function describeCauses(error) {
  const causes = [];
  // The client aborts with `null` when the time is up.
  for (let next = error ?? undefined; next !== undefined; next = next.cause)
    causes.push({ name: next.name, code: next.code, message: next.message });
  return causes;
}
