import { type FieldRule, requestFieldDescriptions, requestRules } from "@dreambooth-sandbox/client/contract";

/** The fields of a request body, by their names on the wire. */
export interface RequestFields {
  rules: Readonly<Record<string, FieldRule>>;
  /** One sentence about each field. */
  descriptions: Readonly<Record<string, string>>;
}

/** The fields of a create request, as generated from the contract. */
export const trainingFields: RequestFields = {
  rules: requestRules.createTraining,
  descriptions: requestFieldDescriptions.createTraining,
};
