import type { Violation } from "../exchange.ts";
import {
  followReference,
  loadDocument,
  stepInto,
  toPointer,
  type ContractDocument,
  type Place,
} from "./contract-document.ts";
import { contradicts } from "./contradicts.ts";
import type { Operation } from "./operation.ts";
import { createProvenance, type Provenance } from "./provenance.ts";
import { selectSchema, type SelectedSchema } from "./select-schema.ts";
import type { Statement } from "./statement.ts";

/** An exchange, as far as it decides which statements it contradicts. */
export interface StatedExchange {
  /** Undefined if the contract has no such operation. */
  operation: Operation | undefined;
  requestBody: unknown;
  status: number;
  responseBody: unknown;
}

/** Adds to each violation the statement that it contradicts, and drops those of schemas that do not apply. */
export type AddStatements = (exchange: StatedExchange, violations: readonly Violation[]) => Violation[];

/** Reads the contract to find statements in it. */
export async function createStatements(file: string): Promise<AddStatements> {
  const document = await loadDocument(file);
  const findProvenance = createProvenance(document);

  return (exchange, violations) => {
    const stated = violations.flatMap((violation) => {
      const found = findPlace(document, exchange, violation);
      if (!found) return [];
      return [{ ...violation, statement: describe(document, findProvenance, found.place, found.trail) }];
    });
    return removeRepeated(stated);
  };
}

interface Found {
  /** The keyword that is contradicted. */
  place: Place;
  /** Where descriptions are looked for, nearest first. */
  trail: Place[];
}

/** Returns undefined if the violation belongs to a schema that does not apply. */
function findPlace(
  document: ContractDocument,
  exchange: StatedExchange,
  violation: Violation,
): Found | undefined {
  const { operation, status } = exchange;
  const paths = stepInto(document.root, "paths");
  if (!operation) return { place: paths, trail: [] };
  const described = stepInto(stepInto(paths, operation.path), operation.method);
  const [side, part, ...location] = violation.location;
  if (side === "request") return findRequestPlace(document, described, exchange, violation);
  const responses = stepInto(described, "responses");
  const response = findResponse(document, responses, status);
  if (!response) return { place: responses, trail: [described] };
  const content = stepInto(response, "content");
  if (part !== "body") return { place: content, trail: [response, described] };
  const schema = stepInto(firstOf(content), "schema");
  return findKeyword(selectSchema(document, schema, exchange.responseBody, location), violation, [response]);
}

function findRequestPlace(
  document: ContractDocument,
  described: Place,
  { requestBody }: StatedExchange,
  violation: Violation,
): Found | undefined {
  const [, part, ...location] = violation.location;
  if (part === "path") return { place: stepInto(described, "parameters"), trail: [described] };
  const body = followReference(document, stepInto(described, "requestBody"));
  const content = stepInto(body, "content");
  if (part === undefined && violation.code === "required")
    return { place: stepInto(body, "required"), trail: [body, described] };
  if (part !== "body") return { place: content, trail: [body, described] };
  const schema = stepInto(firstOf(content), "schema");
  return findKeyword(selectSchema(document, schema, requestBody, location), violation, [described]);
}

/** Finds the keyword that a violation names in the schema that applies. */
function findKeyword(
  { schema, trail, value }: SelectedSchema,
  violation: Violation,
  outer: Place[],
): Found | undefined {
  const keyword = String(violation.code);
  const places = [...trail, ...outer];
  const place = stepInto(schema, keyword);
  if (place.node === undefined)
    return keyword === "oneOf" || isOfOtherBranch(places) ? undefined : { place: schema, trail: places };
  if (keyword === "required") return findRequired(place, violation, value, places);
  return contradicts(keyword, place.node, value) ? { place, trail: places } : undefined;
}

/** Whether one of several schemas was selected. A violation of a keyword that it does not have belongs to another one. */
function isOfOtherBranch(trail: readonly Place[]): boolean {
  return trail.some((place) => stepInto(place, "oneOf").node !== undefined);
}

function findRequired(
  place: Place,
  { message }: Violation,
  value: unknown,
  trail: Place[],
): Found | undefined {
  const name = /property '([^']+)'/.exec(message)?.[1];
  const index = Array.isArray(place.node) ? place.node.indexOf(name) : -1;
  const isPresent =
    typeof value === "object" && value !== null && name !== undefined && Object.hasOwn(value, name);
  return index < 0 || isPresent ? undefined : { place: stepInto(place, index), trail };
}

function findResponse(document: ContractDocument, responses: Place, status: number): Place | undefined {
  const names = [String(status), `${String(status).charAt(0)}XX`, "default"];
  const found = names.map((name) => stepInto(responses, name)).find(({ node }) => node !== undefined);
  return found && followReference(document, found);
}

/** Returns the first media type of a body. */
function firstOf(content: Place): Place {
  const [first = ""] = Object.keys(content.node ?? {});
  return stepInto(content, first);
}

function describe(
  document: ContractDocument,
  findProvenance: (text: string) => Provenance[],
  place: Place,
  trail: readonly Place[],
): Statement {
  const line = document.lineOf(place);
  const text = trail
    .map((described) => stepInto(described, "description").node)
    .find((description) => typeof description === "string")
    ?.replace(/\s+/g, " ")
    .trim();
  return {
    pointer: toPointer(place),
    ...(line !== undefined && { line }),
    value: shorten(place.node),
    ...(text !== undefined && { text }),
    provenance: findProvenance(text ?? ""),
  };
}

/** Replaces objects by their names, or by the names of what they refer to: the whole would repeat much of the contract. */
function shorten(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(nameOf);
  return typeof node === "object" && node !== null ? Object.keys(node) : node;
}

function nameOf(node: unknown): unknown {
  if (typeof node !== "object" || node === null) return node;
  if ("$ref" in node) return node.$ref;
  return "name" in node ? node.name : Object.keys(node);
}

/** Several schemas of one contract can be contradicted in the same way. */
function removeRepeated(violations: Violation[]): Violation[] {
  const kinds = new Map(
    violations.map((violation) => [`${violation.location.join(".")} ${violation.message}`, violation]),
  );
  return [...kinds.values()];
}
