import { createClient, systemClock } from "@dreambooth-sandbox/client";

/** Creates a training at `baseUrl` and follows it to the end, `speed` times as fast as the clock on the wall. */
export async function train({ baseUrl, speed, allowsBrowser = false }) {
  const client = createClient({
    apiKey: "runtimes",
    baseUrl,
    timeoutMs: 60_000 * speed,
    dangerouslyAllowBrowser: allowsBrowser,
    clock: { now: () => Date.now() * speed, sleep: (ms, signal) => systemClock.sleep(ms / speed, signal) },
  });
  const { trainingId } = await client.createTraining({
    instance_prompt: "photo of adhik person",
    class_prompt: "photo of person",
    images: [1, 2, 3, 4, 5, 6, 7].map((n) => `https://example.com/pictures/person-${n}.png`),
    training_type: "men",
    max_train_steps: 14,
  });
  const { status } = await client.waitForTraining(trainingId);
  return { trainingId, status };
}
