/** Where the parts of the contract are that the tests change. */
export const paths = {
  create: ["paths", "/api/sandbox/v3/fine_tune", "post"],
  status: ["paths", "/api/sandbox/v3/fine_tune_status/{training_id}", "post"],
  statusExamples: [
    "paths",
    "/api/sandbox/v3/fine_tune_status/{training_id}",
    "post",
    "responses",
    "200",
    "content",
    "application/json",
    "examples",
  ],
  statuses: ["components", "schemas", "TrainingStatus"],
  trainingTypes: ["components", "schemas", "TrainingType"],
  requestFields: ["components", "schemas", "CreateTrainingRequest", "properties"],
} as const;
