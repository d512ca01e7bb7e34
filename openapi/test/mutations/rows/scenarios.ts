import { scenarios } from "../../../../packages/mock/src/life-cycle/scenarios.ts";
import type { Scenario } from "../../../../packages/mock/src/life-cycle/scenarios.ts";
import { change } from "../row.ts";
import type { Mutation, Row } from "../row.ts";
import { changeText } from "./change-text.ts";

/** The properties that identify and describe a scenario. All others make it differ from a normal course. */
const LABELS = new Set(["name", "description"]);

/** Returns two rows for each scenario of the mock: what it does, and its description. */
export function listScenarioRows(): Row[] {
  const texts = scenarios.map(({ description }) => description);
  return scenarios.flatMap((scenario, index) => [
    { name: `scenario ${scenario.name}`, mutations: listScenarioMutations(scenario) },
    {
      name: `scenario description ${scenario.name}`,
      mutations: changeText(texts, index, (text) => [scenario, "description", text]),
    },
  ]);
}

function listScenarioMutations(scenario: Scenario): Mutation[] {
  const renamed = change("has another name", [scenario, "name", `${scenario.name}-again`]);
  const differences = Object.keys(scenario).filter((property) => !LABELS.has(property));
  // The normal course has nothing that could be absent.
  if (differences.length === 0) return [renamed, change("is slow", [scenario, "slowness", 2])];
  return [
    renamed,
    ...differences.map((property) => change(`has no ${property}`, [scenario, property, undefined])),
  ];
}
