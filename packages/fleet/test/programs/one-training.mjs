// Creates a training and follows it to its end, with the built packages: for versions of Node that do not run TypeScript.
import process from "node:process";
import { createClient } from "@dreambooth-sandbox/client";
import { createFleet, sqliteStore } from "@dreambooth-sandbox/fleet";

const created = { status: "success", messege: "deploying_gpu", data: "", training_id: "F5jvdzGnYi" };
const ready = { status: "success", messege: "model_ready", data: "Model loaded successfully" };
const client = createClient({
  apiKey: "any-key-of-a-test",
  logger: {},
  fetch: async (url) => Response.json(url.includes("fine_tune_status") ? ready : created),
});
const stop = new AbortController();
const fleet = await createFleet({
  store: sqliteStore(process.argv[2]),
  accounts: { main: { client, maxPerSecond: 50 } },
  onEnd({ trainingId, outcome }) {
    console.log(trainingId, outcome);
    stop.abort();
  },
});
const request = {
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: ["https://example.com/1.png", "https://example.com/2.png", "https://example.com/3.png"],
  training_type: "men",
  max_train_steps: 6,
};
await fleet.create("order", request, { account: "main" });
// A transaction that is rolled back.
await fleet.resolve("order", { trainingId: "another" }).catch(({ code }) => console.log(code));
await fleet.work({ signal: stop.signal });
await fleet.close();
