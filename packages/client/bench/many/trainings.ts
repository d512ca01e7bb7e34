const MINUTE_MS = 60_000;
/** The trainings of a run began within so many minutes before it. */
const SPREAD_MINUTES = 10;

/** The documented stages of a training, from the minute at which they begin. */
const STAGES: [number, string, string][] = [
  [0, "deploying_gpu", "it will take upto 25 minutes."],
  [5, "training_started", " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes"],
  [35, "training_success", " /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes"],
  [50, "trained_model_uploading", " /n Step:3 Model Uploading, 3 Steps to go : ETA : 10 minutes"],
  [60, "trained_model_uploaded", " /n Step:4 Model Uploaded, 2 Steps to go : ETA : 5 minutes"],
  [65, "model_ready", " /n Model loaded successfully"],
];

/** A service that has this many trainings. */
export interface Trainings {
  ids: string[];
  /** How many requests it received. */
  requests: number;
  respond(url: string): Response;
}

/** Creates the trainings. `now` returns the time in milliseconds since the run began. */
export function createTrainings(count: number, now: () => number): Trainings {
  const ids = Array.from({ length: count }, (_, index) => `training${index}`);
  const ageAtStartMs = (id: string) =>
    (1 - Number(id.slice("training".length)) / count) * SPREAD_MINUTES * MINUTE_MS;
  const trainings = {
    ids,
    requests: 0,
    respond(url: string): Response {
      trainings.requests++;
      return respondWith(buildStatus(now() + ageAtStartMs(url.slice(url.lastIndexOf("/") + 1))));
    },
  };
  return trainings;
}

const headers = new Headers();

/** Returns what the client reads of a `Response`, which costs less to make: the client is to be measured, not the stub. */
function respondWith(fields: object): Response {
  const text = JSON.stringify(fields);
  return { ok: true, status: 200, headers, body: null, text: async () => text } as Response;
}

function buildStatus(ageMs: number): object {
  const reached = STAGES.filter(([minute]) => ageMs >= minute * MINUTE_MS);
  const [first, ...later] = reached.map(([, , line]) => line);
  return {
    status: "success",
    messege: reached.at(-1)?.[1],
    data: later.length > 0 ? later.join("") : first,
  };
}
