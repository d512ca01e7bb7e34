import { setTimeout as sleep } from "node:timers/promises";
import { createMock } from "@dreambooth-sandbox/mock";

const TRAININGS = 5_000;
/** A training takes 16.5 seconds. */
const SPEED = 200;
const PAUSE_MS = 2_000;
const REQUEST = {
  key: "benchmark",
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: ["https://example.com/pictures/person-1.png"],
  training_type: "men",
  max_train_steps: "2",
};

/** What it took to follow many trainings at once, over HTTP. */
export interface CrowdFigures {
  trainings: number;
  finished: number;
  requests: number;
  seconds: number;
}

export async function measureCrowd(): Promise<CrowdFigures> {
  await using mock = await createMock({ speed: SPEED });
  const { url } = await mock.listen();
  let requests = 0;

  async function post(path: string, body: object): Promise<Record<string, string>> {
    requests += 1;
    const headers = { "content-type": "application/json" };
    const response = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
    return JSON.parse(await response.text());
  }

  async function follow(index: number): Promise<boolean> {
    await sleep((index / TRAININGS) * PAUSE_MS);
    const { training_id } = await post("/api/sandbox/v3/fine_tune", REQUEST);
    for (;;) {
      const { messege } = await post(`/api/sandbox/v3/fine_tune_status/${training_id}`, { key: REQUEST.key });
      if (messege === "model_ready") return true;
      await sleep(PAUSE_MS);
    }
  }

  const startedMs = performance.now();
  const outcomes = await Promise.allSettled(Array.from({ length: TRAININGS }, (_, index) => follow(index)));
  const failures = outcomes.filter((outcome) => outcome.status === "rejected");
  for (const reason of new Set(failures.map((failure) => describe(failure.reason)))) console.error(reason);
  return {
    trainings: TRAININGS,
    finished: TRAININGS - failures.length,
    requests,
    seconds: (performance.now() - startedMs) / 1000,
  };
}

function describe(reason: unknown): string {
  return reason instanceof Error ? `${reason.message}: ${String(reason.cause)}` : String(reason);
}
