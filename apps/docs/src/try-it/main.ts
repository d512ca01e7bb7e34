import {
  createClient,
  type SandboxClient,
  type TrainingRequest,
  type TrainingWatcher,
} from "@dreambooth-sandbox/client";
import { byId, element } from "../element.ts";
import { CREATE, STATUS, type TryItData } from "./data.ts";
import { readFields } from "./form-values.ts";
import { say, showUpdate } from "./live.ts";
import { clearProblems, showProblem } from "./problems.ts";
import { createSampleTabs } from "./samples.ts";
import { advanceMock, fastClock, findServer, isLoopback, type ServerState } from "./server.ts";
import { createTracedFetch } from "./traffic.ts";

const SKIP_MS = 15 * 60_000;
const TIMEOUT_MS = 60_000;

const { samples, ...documented }: TryItData = JSON.parse(byId("try-it-data", HTMLElement).textContent);
const baseUrl = byId("base-url", HTMLInputElement);
const key = byId("api-key", HTMLInputElement);
const scenario = byId("scenario", HTMLSelectElement);
const trainingId = byId("training-id", HTMLInputElement);
const stop = byId("stop", HTMLButtonElement);
const skip = byId("skip", HTMLButtonElement);
const traffic = byId("traffic", HTMLElement);
const fillSamples = createSampleTabs(samples);

let operationId: string = CREATE;
let running = new AbortController();
let watcher: TrainingWatcher | undefined;

function showSamples(): void {
  const entered = { fields: readFields(), baseUrl: baseUrl.value, trainingId: trainingId.value };
  fillSamples(operationId, { ...documented, ...entered });
  byId("same-call-title", HTMLElement).textContent = `The same call: ${operationId}`;
}

/** Asks who is there, and says so. */
async function findServerAndSay(): Promise<ServerState> {
  const server = await findServer(baseUrl.value);
  byId("server-state", HTMLElement).textContent = {
    mock: `The mock answers, at ${server.speed} times the real speed.`,
    unknown: "This is not the mock.",
    silent: "Nothing answers there. Start the mock with the command above.",
  }[server.kind];
  return server;
}

async function makeClient(): Promise<SandboxClient> {
  const { kind, speed } = await findServerAndSay();
  skip.hidden = kind !== "mock";
  const prefer =
    isLoopback(baseUrl.value) && scenario.value !== "" ? `scenario=${scenario.value}` : undefined;
  return createClient({
    apiKey: key.value,
    baseUrl: baseUrl.value,
    fetch: createTracedFetch(traffic, key.value.trim(), prefer),
    clock: fastClock(speed),
    timeoutMs: TIMEOUT_MS * speed,
    logger: { warn: (message) => byId("advice", HTMLElement).append(element("li", {}, message)) },
  });
}

/** Runs one thing at a time: what ran before is stopped. */
async function perform(task: (client: SandboxClient, signal: AbortSignal) => Promise<void>): Promise<void> {
  running.abort();
  const mine = (running = new AbortController());
  clearProblems();
  byId("advice", HTMLElement).replaceChildren();
  stop.hidden = false;
  byId("live-title", HTMLElement).scrollIntoView({ block: "nearest" });
  try {
    await task(await makeClient(), mine.signal);
  } catch (error) {
    if (!mine.signal.aborted) {
      say("It did not work.");
      showProblem(error);
    }
  } finally {
    if (running === mine) stop.hidden = skip.hidden = true;
  }
}

async function create(client: SandboxClient, signal: AbortSignal): Promise<void> {
  say("Creating the training.");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the client checks every field, and says what is wrong
  const request = readFields() as unknown as TrainingRequest;
  const created = await client.createTraining(request, { signal });
  trainingId.value = created.trainingId;
  showSamples();
  await follow(client, signal);
}

async function follow(client: SandboxClient, signal: AbortSignal): Promise<void> {
  watcher = client.watchTraining(trainingId.value, { signal });
  for await (const update of watcher) showUpdate(update);
}

async function askOnce(client: SandboxClient, signal: AbortSignal): Promise<void> {
  showUpdate(await client.getTrainingStatus(trainingId.value, { signal }));
}

function isMeant(): boolean {
  return (
    isLoopback(baseUrl.value) ||
    confirm("This server is not on your machine. Creating a training may cost money. Create it?")
  );
}

function onClick(id: string, action: () => unknown): void {
  const run = async () => action();
  byId(id, HTMLButtonElement).addEventListener("click", () => void run().catch(showProblem));
}

for (const [id, operation] of [
  ["create-form", CREATE],
  ["status-form", STATUS],
] as const) {
  byId(id, HTMLFormElement).addEventListener("focusin", () => {
    operationId = operation;
    showSamples();
  });
  byId(id, HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
}
byId("create-form", HTMLFormElement).addEventListener("submit", () => void (isMeant() && perform(create)));
byId("status-form", HTMLFormElement).addEventListener("submit", () => void perform(follow));
onClick("ask-once", () => perform(askOnce));
onClick("check-server", findServerAndSay);
onClick("stop", () => {
  running.abort();
  say("Stopped. The training itself goes on.");
});
onClick("skip", async () => {
  await advanceMock(baseUrl.value, SKIP_MS);
  watcher?.refresh();
});
document.addEventListener("input", showSamples);
// Going back to this page must not bring the key back.
addEventListener("pagehide", () => (key.value = ""));
showSamples();
