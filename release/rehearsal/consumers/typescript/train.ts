import {
  createClient,
  CreateOutcomeUnknownError,
  type SandboxClient,
  type TrainingRequest,
} from "@dreambooth-sandbox/client";
import { trainingStatusValues } from "@dreambooth-sandbox/client/contract";
import { memoryJournal } from "@dreambooth-sandbox/client/journal";
import { createWebhookHandler } from "@dreambooth-sandbox/client/webhook";

const request: TrainingRequest = {
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: ["https://example.com/pictures/person-1.png"],
  training_type: "men",
  max_train_steps: 2,
};

async function train(client: SandboxClient): Promise<string> {
  const { trainingId } = await client.createTraining(request, { intentId: "rehearsal" });
  const { status, log } = await client.waitForTraining(trainingId);
  const isListed: boolean = trainingStatusValues.some((value) => value === status);
  if (!isListed || log.outcome !== "succeeded") throw new Error(`${status}: ${log.text}`);
  return status;
}

const client = createClient({ journal: memoryJournal() });
void createWebhookHandler;
train(client).then(
  (status) => console.log(status),
  (error: unknown) => {
    if (error instanceof CreateOutcomeUnknownError) console.error(error.trainingId);
    throw error;
  },
);
