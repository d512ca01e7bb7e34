// Create a training. Each run starts a training of its own, which costs money.
import { createClient, SandboxError } from "@dreambooth-sandbox/client";

const apiKey = process.env.DREAMBOOTH_SANDBOX_API_KEY;
if (!apiKey) throw new Error("Set DREAMBOOTH_SANDBOX_API_KEY to your API key.");
const client = createClient({
  apiKey,
  baseUrl: process.env.DREAMBOOTH_SANDBOX_BASE_URL ?? "https://stablediffusionapi.com",
});

try {
  const training = await client.createTraining({
    instance_prompt: "photo of adhik person",
    class_prompt: "photo of person",
    images: [
      "https://example.com/pictures/person-1.png",
      "https://example.com/pictures/person-2.png",
      "https://example.com/pictures/person-3.png",
      "https://example.com/pictures/person-4.png",
      "https://example.com/pictures/person-5.png",
      "https://example.com/pictures/person-6.png",
      "https://example.com/pictures/person-7.png",
    ],
    seed: "0",
    training_type: "men",
    max_train_steps: "2000",
    webhook: "",
  });
  console.log(JSON.stringify(training, null, 2));
} catch (error) {
  if (!(error instanceof SandboxError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}
