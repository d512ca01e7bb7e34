import { createClient, trainingStatusValues } from "@dreambooth-sandbox/client";
import { trainingStatusDescriptions, trainingStatusPhases } from "@dreambooth-sandbox/client/contract";

type KnownStatus = (typeof trainingStatusValues)[number];

export function describeStatus(status: KnownStatus): string {
  // @ts-expect-error the contract has no such status
  if (status === "queued_for_nothing") return status;
  if (status !== "queued_for_gpu") return trainingStatusDescriptions[status];
  const narrowed: "queued_for_gpu" = status;
  const phase: "queued" = trainingStatusPhases[narrowed];
  return `${phase}: ${trainingStatusDescriptions[narrowed]}`;
}

const client = createClient({
  apiKey: "any-key",
  fetch: async () => Response.json({ status: "success", messege: "queued_for_gpu", data: "" }),
});
const { status, phase } = await client.getTrainingStatus("F5jvdzGnYi");
console.log(JSON.stringify({ status, phase, description: describeStatus("queued_for_gpu") }));
