import { ruleKeywords } from "../../client/src/validation/matches-rule.ts";
import { findStatusPhases } from "../src/contract/life-cycle-statuses.ts";
import type { Content, ObjectSchema, Operation } from "../src/contract/operation.ts";

const BANNER = "// Generated from openapi/openapi.yaml by `pnpm generate`. Do not edit.\n";

/** Returns the module with the contract's operations: only the parts that a mock without Prism reads. */
export function renderOperations(operations: readonly Operation[]): string {
  return [
    BANNER,
    `import type { Operation } from "../contract/operation.ts";\n`,
    "/** The contract's operations, without what a mock for pages does not need. */",
    `export const operations: readonly Operation[] = ${JSON.stringify(operations.map(keepParts), null, 2)};\n`,
  ].join("\n");
}

function keepParts({ iid, method, path, request, responses, callbacks }: Operation): Operation {
  return {
    iid,
    method,
    path,
    request: {
      ...(request?.path && { path: request.path.map(({ schema = {} }) => ({ schema: keepRule(schema) })) }),
      ...(request?.body && {
        body: {
          required: request.body.required === true,
          contents: (request.body.contents ?? []).map(keepRequestContent),
        },
      }),
    },
    responses: responses.map(({ code, contents = [] }) => ({ code, contents: contents.map(keepExamples) })),
    callbacks: (callbacks ?? []).map((callback) => ({
      request: { body: { contents: (callback.request?.body?.contents ?? []).slice(0, 1).map(keepExamples) } },
    })),
  };
}

/** The rules of the request's fields are the client's. It adds the key itself, so that the rule of the key is kept here. */
function keepRequestContent({ mediaType = "", schema = {} }: Content): Content {
  const { required = [], properties = {} } = schema;
  const kept = Object.entries(properties).map(([name, property]) => [
    name,
    name === "key" ? keepRule(Object(property)) : {},
  ]);
  return {
    mediaType,
    schema: { required: required.filter((name) => name === "key"), properties: Object.fromEntries(kept) },
  };
}

/** Keeps the examples, and of the schema the phases of the training's status. */
function keepExamples({ mediaType = "", schema, examples = [] }: Content): Content {
  const found = findStatusPhases(schema);
  return {
    mediaType,
    ...(found && { schema: { enum: found.values, "x-enumPhases": found.phases } }),
    examples: examples.map(({ key, value }) => ({ key, value })),
  };
}

/** Keeps the keywords that the client interprets in requests. Throws if a request uses any other keyword. */
function keepRule(schema: ObjectSchema): ObjectSchema {
  const known = new Set<string>(ruleKeywords);
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => known.has(keyword)));
}
