import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { createClient } from "@dreambooth-sandbox/client";
import { createMock } from "@dreambooth-sandbox/mock";

const LONGEST_TRAINING_MINUTES = 240;
const polled = new Set<string>();
const received = new Set<string>();

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  received.add(((await json(request)) as { training_status: string }).training_status);
  response.end();
}

const receiver = createServer((request, response) => void receive(request, response));
receiver.listen(0, "127.0.0.1");
await once(receiver, "listening");
const { port } = receiver.address() as AddressInfo;

await using mock = await createMock({ now: () => Date.UTC(2026, 0) });
const client = createClient({ apiKey: "any-key", fetch: mock.fetch });
const { trainingId } = await client.createTraining({
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: [1, 2, 3].map((number) => `https://example.com/pictures/person-${number}.png`),
  training_type: "men",
  max_train_steps: 6,
  webhook: `http://127.0.0.1:${port}/`,
});

for (let minute = 0; minute < LONGEST_TRAINING_MINUTES; minute++) {
  const { status, phase } = await client.getTrainingStatus(trainingId);
  polled.add(status);
  if (phase === "succeeded") break;
  await mock.advance(60_000);
}
receiver.close();
console.log(JSON.stringify({ polled: [...polled], received: [...received] }));
