export type { Operation, Phase } from "./operation.ts";
export { operations } from "../generated/operations.ts";
export { requestFieldDescriptions, requestRules } from "../generated/request-fields.ts";
export {
  errorStatusValues,
  trainingStatusDescriptions,
  trainingStatusPhases,
  trainingStatusValues,
} from "../generated/statuses.ts";
export { matchesRule } from "../validation/matches-rule.ts";
export type { DescribedRule, FieldRule, JsonType, Rule } from "../validation/rule.ts";
