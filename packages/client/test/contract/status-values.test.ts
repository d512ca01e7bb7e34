import { CreateOutcomeUnknownError, SandboxError, trainingStatusValues } from "@dreambooth-sandbox/client";
import { expect, test } from "vitest";
import { contractOperations, findStatuses } from "../support/contract.ts";
import { listCalls } from "../support/contract-calls.ts";
import { createRecordingService } from "../support/recording-service.ts";
import { rejection } from "../support/rejection.ts";
import { ID, quietClient } from "../support/samples.ts";

// Each test is named after the row of `generated/statuses.ts` that it is about.

for (const [index, status] of findStatuses("TrainingStatus").values.entries()) {
  test(`TrainingStatus value ${status}: the place of an update's status in the list is its place in the contract`, async () => {
    const { fetch } = createRecordingService([{ status: "success", messege: status }]);
    const update = await quietClient({ fetch }).getTrainingStatus(ID);
    expect(trainingStatusValues.findIndex((value) => value === update.status)).toBe(index);
  });
}

for (const status of findStatuses("ErrorStatus").values) {
  test(`ErrorStatus value ${status}: a response with it is an error, whatever else it contains`, async () => {
    for (const operation of contractOperations) {
      for (const call of listCalls(operation)) {
        const refused = { ...operation.response, status, message: "Something went wrong" };
        const { fetch, requests } = createRecordingService([refused]);
        const error = await rejection(call.send(quietClient({ fetch }), operation.request));
        expect(error).toBeInstanceOf(SandboxError);
        // A create's error that has the rest of a success contradicts itself, so it is only the cause.
        const reported = error instanceof CreateOutcomeUnknownError ? error.cause : error;
        expect(reported).toMatchObject({ httpStatus: 200 });
        expect(requests).toHaveLength(1);
      }
    }
  });
}
