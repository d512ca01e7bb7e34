import { createClient, ValidationError } from "@dreambooth-sandbox/client";
import type { TrainingRequest } from "@dreambooth-sandbox/client";

const request: TrainingRequest = {
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: [1, 2, 3].map((number) => `https://example.com/pictures/person-${number}.png`),
  training_type: "men",
  max_train_steps: 6,
};
const asNumber: TrainingRequest = { ...request, num_class_images: 150 };
const asDigits: TrainingRequest = { ...request, num_class_images: "200" };
const tooMany: TrainingRequest = { ...request, num_class_images: "201" };
// @ts-expect-error the contract wants digits
export const wrong: TrainingRequest = { ...request, num_class_images: true };

const sent: unknown[] = [];
const client = createClient({
  apiKey: "any-key",
  fetch: async (input, init) => {
    const body = (await new Request(input, init).json()) as Record<string, unknown>;
    sent.push(body["num_class_images"] ?? "absent");
    return Response.json({ status: "success", messege: "deploying_gpu", training_id: "F5jvdzGnYi" });
  },
});

for (const each of [request, asNumber, asDigits]) await client.createTraining(each);
const error: unknown = await client.createTraining(tooMany).catch((reason: unknown) => reason);
console.log(JSON.stringify({ sent, problems: error instanceof ValidationError ? error.problems : [] }));
