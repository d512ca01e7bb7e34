import { createTraining, getTrainingStatus } from "./generated/orval.js";
import { requestWithKey } from "./request.js";

const { data: created } = await createTraining(requestWithKey("any-key"));
// @ts-expect-error a response that may be an error has no training id
void created.training_id;
if (created.status !== "success") throw new Error("The create was not a success.");

const { data: update } = await getTrainingStatus(created.training_id, { key: "any-key" });
if (update.status !== "success") throw new Error("The status request was not a success.");

const { data: refused } = await createTraining(requestWithKey(""));
if (refused.status === "success") throw new Error("The create was not refused.");
// @ts-expect-error an error has no training id
void refused.training_id;

const { data: error } = await createTraining(requestWithKey("no-credits"));
if (error.status === "success") throw new Error("The create was not refused.");

console.log(
  JSON.stringify({
    created: created.messege,
    update: update.messege,
    refused: refused.message,
    error: error.message,
  }),
);
