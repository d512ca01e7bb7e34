/** An operation of the contract, as Prism reads it. Only the parts that the mock reads are described. */
export interface Operation {
  /** The `operationId`. */
  iid: string;
  method: string;
  path: string;
  request?: {
    body?: { contents?: Content[] };
    path?: { schema?: ObjectSchema }[];
  };
  responses: { code: string; contents?: Content[] }[];
  callbacks?: { request?: { body?: { contents?: Content[] } } }[];
}

/** The body of a request or a response in one media type. */
export interface Content {
  schema?: ObjectSchema;
  examples?: { key: string; value?: unknown }[];
}

/** A JSON Schema. */
export interface ObjectSchema {
  type?: unknown;
  minLength?: number;
  properties?: Record<string, unknown>;
  required?: string[];
}

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
