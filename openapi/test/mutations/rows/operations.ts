import type { Operation } from "../../../../packages/client/src/contract/operation.ts";
import { operations } from "../../../../packages/client/src/generated/operations.ts";
import { change } from "../row.ts";
import type { Row } from "../row.ts";

type Property = keyof Operation;

/** How each property goes wrong. One that an operation gets in future does not compile without an entry. */
const wrongValues: { readonly [Name in Property]-?: (operation: Operation) => unknown } = {
  id: ({ id }) => `${id}Again`,
  method: ({ method }) => (method === "PUT" ? "POST" : "PUT"),
  path: ({ path }) => `${path}/again`,
  pathParameter: ({ pathParameter }) => `${pathParameter}_again`,
  replay: ({ replay }) => (replay === "safe" ? "never" : "safe"),
};

/** Returns a row for each property of each operation. */
export function listOperationRows(): Row[] {
  return Object.values<Operation>(operations).flatMap((operation) => {
    const properties = Object.keys(operation) as Property[];
    return properties.map((property) => {
      const value = wrongValues[property](operation);
      return {
        name: property === "replay" ? `replay ${operation.id}` : `operation ${operation.id} ${property}`,
        mutations: [change(`is ${String(value)}`, [operation, property, value])],
      };
    });
  });
}
