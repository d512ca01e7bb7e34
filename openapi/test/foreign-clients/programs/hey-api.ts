import { client } from "./generated/hey-api/client.gen.js";
import { createTraining, getTrainingStatus } from "./generated/hey-api/index.js";
import { requestWithKey } from "./request.js";

client.setConfig({ baseUrl: process.env["BASE_URL"] ?? "" });

const { data: created } = await createTraining({ body: requestWithKey("any-key") });
// @ts-expect-error a response that may be an error has no training id
void created?.training_id;
if (created?.status !== "success") throw new Error("The create was not a success.");

const { data: update } = await getTrainingStatus({
  path: { training_id: created.training_id },
  body: { key: "any-key" },
});
if (update?.status !== "success") throw new Error("The status request was not a success.");

const { data: refused } = await createTraining({ body: requestWithKey("") });
if (refused === undefined || refused.status === "success") throw new Error("The create was not refused.");
// @ts-expect-error an error has no training id
void refused.training_id;

const { error } = await createTraining({ body: requestWithKey("no-credits") });

console.log(
  JSON.stringify({
    created: created.messege,
    update: update.messege,
    refused: refused.message,
    error: error?.message,
  }),
);
