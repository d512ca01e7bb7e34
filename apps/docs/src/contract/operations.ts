import { contract, type Operation } from "./contract.ts";

/** An operation with where it is and the page that describes it. */
export interface Endpoint {
  operation: Operation;
  /** HTTP method in capitals. */
  method: string;
  /** The whole URL, with its parameters in braces, or what stands for the receiver's. */
  url: string;
  /** The page that describes it. */
  page: string;
}

/** The operations in the order of the contract. */
export const endpoints: Endpoint[] = Object.entries(contract.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    operation,
    method: method.toUpperCase(),
    url: contract.servers[0].url + path,
    page: pageOf(operation),
  })),
);

/** The calls that the service makes to its users. */
export const webhooks: Endpoint[] = endpoints
  .flatMap(({ operation }) => Object.values(operation.callbacks ?? {}))
  .flatMap((callback) => Object.values(callback))
  .flatMap((methods) => Object.entries(methods))
  .map(([method, operation]) => ({
    operation,
    method: method.toUpperCase(),
    url: "https://your-receiver.example/webhook",
    page: pageOf(operation),
  }));

/** Returns the operation with that id. */
export function findOperation(operationId: string): Operation {
  const found = [...endpoints, ...webhooks].find(({ operation }) => operation.operationId === operationId);
  if (!found) throw new Error(`The contract has no operation ${operationId}.`);
  return found.operation;
}

/** Makes Redoc's links to operations links to their pages. */
export function linkOperations(markdown: string): string {
  return markdown.replace(/\(#operation\/(\w+)\)/g, (whole, operationId: string) => {
    const endpoint = endpoints.find(({ operation }) => operation.operationId === operationId);
    return endpoint ? `(/${endpoint.page})` : whole;
  });
}

function pageOf({ operationId }: Operation): string {
  return `reference/${operationId.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.html`;
}
