// Get a training's status: node getTrainingStatus.mjs F5jvdzGnYi
import { createClient, SandboxError } from "@dreambooth-sandbox/client";

const apiKey = process.env.DREAMBOOTH_SANDBOX_API_KEY;
if (!apiKey) throw new Error("Set DREAMBOOTH_SANDBOX_API_KEY to your API key.");
const client = createClient({
  apiKey,
  baseUrl: process.env.DREAMBOOTH_SANDBOX_BASE_URL ?? "https://stablediffusionapi.com",
});
const trainingId = process.argv[2];
if (!trainingId) throw new Error("Pass the training_id from the response to createTraining.");

try {
  const update = await client.getTrainingStatus(trainingId);
  console.log(JSON.stringify(update, null, 2));
} catch (error) {
  if (!(error instanceof SandboxError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}
