// Generated from openapi/openapi.yaml by `pnpm generate`. Do not edit.

import type { Operation } from "../contract/operation.ts";

/** The contract's operations, by `operationId`. */
export const operations = {
  "createTraining": {
    "id": "createTraining",
    "method": "POST",
    "path": "/api/sandbox/v3/fine_tune",
    "replay": "never"
  },
  "getTrainingStatus": {
    "id": "getTrainingStatus",
    "method": "POST",
    "path": "/api/sandbox/v3/fine_tune_status/{training_id}",
    "pathParameter": "training_id",
    "replay": "safe"
  }
} as const satisfies Record<string, Operation>;
