import { renderTable } from "../../scripts/readme-tables/markdown-table.ts";
import {
  requestFieldDescriptions,
  requestRules,
  trainingStatusDescriptions,
  trainingStatusPhases,
  trainingStatusValues,
} from "./src/contract/index.ts";
import { errorReference } from "./src/error-reference.ts";

/** The tables of this package's README, by the name in their marker. */
export const tables = {
  statuses: () =>
    renderTable(
      ["status", "phase", "meaning"],
      trainingStatusValues.map((value) => [
        code(value),
        code(trainingStatusPhases[value]),
        trainingStatusDescriptions[value],
      ]),
    ),
  "request-fields": () => renderTable(["field", "required", "must be", "meaning"], listRequestFields()),
  errors: () =>
    renderTable(
      ["error", "`code`", "meaning", "what to do"],
      Object.entries(errorReference).map(([name, { code: errorCode, meaning, advice }]) => [
        code(name),
        code(errorCode),
        meaning,
        advice,
      ]),
    ),
};

function listRequestFields(): string[][] {
  const descriptions: Record<string, string> = requestFieldDescriptions.createTraining;
  return Object.entries(requestRules.createTraining).map(([name, { required, rule }]) => [
    code(name),
    required ? "yes" : "no",
    rule.expected,
    descriptions[name] ?? "",
  ]);
}

function code(text: string): string {
  return `\`${text}\``;
}
