import { createClient } from "@dreambooth-sandbox/client";

/** Creates a training at `baseUrl` and follows it to the end, `speed` times as fast as the clock on the wall. */
export async function train(baseUrl, speed) {
  const client = createClient({
    apiKey: "runtimes",
    baseUrl,
    timeoutMs: 60_000 * speed,
    clock: {
      now: () => Date.now() * speed,
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          const timer = setTimeout(resolve, ms / speed);
          signal?.addEventListener("abort", () => {
            clearTimeout(timer);
            reject(signal.reason);
          });
        }),
    },
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
