import {
  CreateOutcomeUnknownError,
  systemClock,
  type Clock,
  type SandboxClient,
} from "@dreambooth-sandbox/client";

/** What the client reported about a create. */
export type Outcome =
  | { number: number; kind: "created"; trainingId: string; followed: Followed }
  | { number: number; kind: "unknown" | "refused"; error: unknown };

/** The statuses that a training went through, and why it was not followed to its end, if so. */
export interface Followed {
  statuses: string[];
  failure?: unknown;
}

/** Returns a clock that runs faster than the system's. */
export function createFastClock(speed: number): Clock {
  return {
    now: () => Date.now() * speed,
    sleep: (ms, signal) => systemClock.sleep(Math.max(0, ms) / speed, signal),
  };
}

/** How many trainings, and how many of their creates, are in flight at most. */
interface Parallelism {
  trainings: number;
  /** Each of these can lose its response when the server is killed. */
  creates: number;
}

/** Creates trainings and follows them to their ends. */
export async function trainAll(
  client: SandboxClient,
  count: number,
  { trainings, creates }: Parallelism,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const runInLane = createLanes(creates);
  let next = 0;
  async function work(): Promise<void> {
    while (next < count) {
      const number = (next += 1);
      const outcome = await runInLane(number, () => create(client, number));
      outcomes.push(outcome);
      if (outcome.kind === "created") outcome.followed = await follow(client, outcome.trainingId);
    }
  }
  await Promise.all(Array.from({ length: trainings }, work));
  return outcomes;
}

/** Returns a function that runs tasks in lanes: one after another in each lane. */
function createLanes(count: number) {
  const lanes = Array.from({ length: count }, () => Promise.resolve<unknown>(undefined));
  return async <Result>(number: number, task: () => Promise<Result>): Promise<Result> => {
    const previous = lanes[number % count];
    const result = (async () => {
      await previous;
      return task();
    })();
    lanes[number % count] = result;
    return result;
  };
}

/** Creates a training, whose seed is its number. */
async function create(client: SandboxClient, number: number): Promise<Outcome> {
  try {
    const { trainingId } = await client.createTraining({
      instance_prompt: "photo of adhik person",
      class_prompt: "photo of person",
      images: [1, 2, 3].map((picture) => `https://example.com/pictures/person-${picture}.png`),
      training_type: "men",
      max_train_steps: 6,
      seed: number,
    });
    return { number, kind: "created", trainingId, followed: { statuses: [] } };
  } catch (error) {
    return { number, kind: error instanceof CreateOutcomeUnknownError ? "unknown" : "refused", error };
  }
}

/** Follows a training to its end. */
export async function follow(client: SandboxClient, trainingId: string): Promise<Followed> {
  const statuses: string[] = [];
  try {
    for await (const { status } of client.watchTraining(trainingId, { maxFailures: 1_000 }))
      if (statuses.at(-1) !== status) statuses.push(status);
    return { statuses };
  } catch (failure) {
    return { statuses, failure };
  }
}
