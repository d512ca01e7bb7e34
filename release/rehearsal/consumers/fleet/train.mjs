import { createClient } from "@dreambooth-sandbox/client";
import { createFleet, sqliteStore } from "@dreambooth-sandbox/fleet";

const stop = new AbortController();
const fleet = await createFleet({
  store: sqliteStore("fleet.db"),
  accounts: { main: { client: createClient(), maxPerSecond: 8 } },
  onUpdate: ({ status }) => console.log(status),
  onEnd: () => stop.abort(),
});
await fleet.create(
  "order-4711",
  {
    instance_prompt: "photo of adhik person",
    class_prompt: "photo of person",
    images: ["https://example.com/pictures/person-1.png"],
    training_type: "men",
    max_train_steps: 2,
  },
  { account: "main" },
);
await fleet.work({ signal: stop.signal });
await fleet.close();
