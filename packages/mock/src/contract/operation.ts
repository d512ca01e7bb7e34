import type { getHttpOperationsFromSpec } from "@stoplight/prism-http";

/** An operation as Prism reads it, before its `operationId` is known to exist. */
export type PrismOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

/** An operation of the contract. `iid` is its `operationId`. */
export type Operation = PrismOperation & { iid: string };

/** A named example of a response. */
export interface NamedExample {
  name: string;
  value: unknown;
}

/** Returns the named examples of a response, in the contract's order. */
export function listExamples({ responses }: Operation, code: string): NamedExample[] {
  const content = responses.find((response) => response.code === code)?.contents?.[0];
  return (content?.examples ?? []).map((example) => ({
    name: example.key,
    value: "value" in example ? example.value : undefined,
  }));
}

/** Whether the operation's request body has a field of that name. */
export function hasRequestField({ request }: Operation, name: string): boolean {
  return Object.hasOwn(request?.body?.contents?.[0]?.schema?.properties ?? {}, name);
}
