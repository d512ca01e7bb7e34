import { listLifeCycle } from "../../packages/mock/src/contract/life-cycle-statuses.ts";
import { asObject, asText } from "./contract.ts";
import type { Contract } from "./contract.ts";
import { isStatus } from "./enums.ts";
import type { ContractEnum } from "./enums.ts";
import { listSuccessExamples } from "./operations.ts";
import type { ContractOperation } from "./operations.ts";

/** Checks that the examples and the statuses of a training fit together: the mock's trainings consist of both. */
export function checkExamples(
  contract: Contract,
  operations: ContractOperation[],
  enums: ContractEnum[],
): string[] {
  const statuses = enums.find((entry) => isStatus(entry) && entry.definition["x-enumPhases"] !== undefined);
  if (!statuses)
    return [
      "openapi.yaml: no schema whose name ends in Status has x-enumPhases. Add the statuses of a training.",
    ];
  return [
    ...checkLifeCycle(contract, operations, statuses),
    ...operations.flatMap((operation) => checkShownStatuses(contract, operation, statuses, enums)),
  ];
}

/** The mock shows each status of a successful training by an example of its name. */
function checkLifeCycle(
  contract: Contract,
  operations: ContractOperation[],
  { values, definition }: ContractEnum,
): string[] {
  const operation = operations.find(({ id }) => id === "getTrainingStatus");
  if (!operation) return [];
  const examples = new Set(listSuccessExamples(contract, operation).map(({ name }) => name));
  const phases = Object.entries(asObject(definition["x-enumPhases"])).map(([value, phase]) => [
    value,
    asText(phase),
  ]);
  return listLifeCycle({ values: values.map(String), phases: Object.fromEntries(phases) })
    .filter((value) => !examples.has(value))
    .map(
      (value) =>
        `openapi.yaml: getTrainingStatus has no example named ${value} in its 200 response. Add one, with the step log of a training in that status.`,
    );
}

/** An example of success has a listed status. In that of an error, the same field can contain a sentence. */
function checkShownStatuses(
  contract: Contract,
  operation: ContractOperation,
  statuses: ContractEnum,
  enums: ContractEnum[],
): string[] {
  const successes = enums.find(({ name }) => name === "SuccessStatus")?.values ?? [];
  return listSuccessExamples(contract, operation)
    .filter(({ value }) => successes.includes(value["status"] ?? null))
    .filter(({ value }) => value["messege"] !== undefined && !statuses.values.includes(value["messege"]))
    .map(
      ({ name, value, place }) =>
        `${contract.describePlace(place)}: the example ${name} has the status ${JSON.stringify(value["messege"])}, which ${statuses.name} does not list. Add it there, or change the example.`,
    );
}
