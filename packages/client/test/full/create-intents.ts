/**
 * Creates a training for each of many intents, several at a time. Arguments: the service's URL, the journal's folder, the
 * number of intents. Waits for a line on its standard input, so that many of these processes can start at one moment.
 */
import { once } from "node:events";
import { argv, stdin } from "node:process";
import { createClient, CreateOutcomeUnknownError } from "@dreambooth-sandbox/client";
import { fileJournal } from "@dreambooth-sandbox/client/journal";
import { request } from "../support/samples.ts";

const IN_FLIGHT = 8;
const [, , baseUrl, folder = "", count] = argv;
const client = createClient({ apiKey: "test-key", baseUrl, journal: fileJournal(folder), logger: {} });
const intentIds = Array.from({ length: Number(count) }, (_, i) => `order-${i}`).values();

async function createRest(): Promise<void> {
  for (const intentId of intentIds) {
    try {
      await client.createTraining({ ...request, instance_prompt: intentId }, { intentId });
    } catch (error) {
      if (!(error instanceof CreateOutcomeUnknownError)) throw error;
    }
  }
}

console.log("ready");
await once(stdin, "data");
stdin.destroy();
await Promise.all(Array.from({ length: IN_FLIGHT }, createRest));
