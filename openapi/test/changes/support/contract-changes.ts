import { isScalar, isSeq } from "yaml";
import type { Node } from "yaml";
import { paths } from "./contract-paths.ts";
import type { ContractDocument } from "./edit-contract.ts";

/** The changes of the contract that everything else must follow by itself. */
export const status = { name: "queued_for_gpu", meaning: "Waiting for a free GPU." };
export const field = {
  name: "num_class_images",
  maximum: 200,
  meaning: "How many class pictures to generate.",
};
export const operation = {
  id: "cancelTraining",
  path: "/api/sandbox/v3/fine_tune_cancel/{training_id}",
  summary: "Cancel a training",
  example: { status: "success", messege: "training_cancelled" },
};

/** Adds a status after another one, with that one's phase and step log. */
export function addStatus(contract: ContractDocument, previous: string): void {
  const { name, meaning } = status;
  insertAfter(contract.getIn([...paths.statuses, "enum"]), contract.createNode(name), previous);
  contract.setIn([...paths.statuses, "x-enumDescriptions", name], meaning);
  const phases = [...paths.statuses, "x-enumPhases"];
  contract.setIn([...phases, name], contract.getIn([...phases, previous]));
  const data = contract.getIn([...paths.statusExamples, previous, "value", "data"]);
  contract.setIn([...paths.statusExamples, name], {
    summary: meaning,
    value: { status: "success", messege: name, data },
  });
}

function insertAfter(list: unknown, item: Node, previous: string): void {
  if (!isSeq(list)) throw new Error("The statuses are not a list.");
  const index = list.items.findIndex((value) => isScalar(value) && value.value === previous);
  if (index < 0) throw new Error(`There is no status ${previous}.`);
  list.items.splice(index + 1, 0, item);
}

/** Adds an optional request field of digits. */
export function addField(contract: ContractDocument): void {
  contract.setIn([...paths.requestFields, field.name], {
    description: field.meaning,
    type: "string",
    pattern: String.raw`^(\d{1,2}|1\d{2}|200)$`,
    "x-digits": { maximum: field.maximum },
    example: "50",
  });
}

/** Adds an operation that may be repeated. */
export function addOperation(contract: ContractDocument): void {
  const { id, path, summary, example } = operation;
  const response = { $ref: "#/components/schemas/TrainingStatusResponse" };
  const error = { $ref: "#/components/schemas/ErrorResponse" };
  contract.setIn(["paths", path, "post"], {
    summary,
    description: "Cancels a training that has not ended.",
    operationId: id,
    "x-replay": "safe",
    tags: ["Trainings"],
    parameters: [
      {
        name: "training_id",
        in: "path",
        required: true,
        description: "The `training_id` from the create's response.",
        schema: { type: "string", minLength: 1 },
        example: "F5jvdzGnYi",
      },
    ],
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: { $ref: "#/components/schemas/GetTrainingStatusRequest" },
          examples: { documented: { summary: "The request", value: { key: "" } } },
        },
      },
    },
    responses: {
      "200": {
        description: "The training was cancelled, or an error. The field `status` separates the two.",
        content: {
          "application/json": {
            schema: {
              oneOf: [response, error],
              discriminator: {
                propertyName: "status",
                mapping: { success: response.$ref, error: error.$ref, failed: error.$ref },
              },
            },
            examples: { cancelled: { summary: "The training was cancelled", value: example } },
          },
        },
      },
      "401": { $ref: "#/components/responses/Unauthorized" },
      "404": { $ref: "#/components/responses/NotFound" },
      "503": { $ref: "#/components/responses/ServiceUnavailable" },
    },
  });
}
