import type { Operation } from "./operation.ts";

/** The operation that a request addresses. */
export interface Route {
  operation: Operation;
  /** The value of the path parameter, if the path has one. */
  parameter: string | undefined;
  /** The same value if the parameter is a training's id. */
  trainingId: string | undefined;
  /** The path for Prism: the same for all ids that the contract accepts, and never with a broken escape. */
  path: string;
}

const PLAIN = /^[A-Za-z0-9_-]+$/;
/** Stands for every plain id in the path for Prism, so that its response can be kept for all of them. */
const ANY_ID = "id";
const TRAINING_ID = "{training_id}";
const RESTRICTIONS = ["const", "enum", "format", "maxLength", "pattern"];

/** Finds the operation of a method and path. Prism refuses what is not found here. */
export function createRouter(operations: Operation[]): (method: string, path: string) => Route | undefined {
  const templates = operations.map((operation) => ({
    operation,
    method: operation.method.toUpperCase(),
    parts: operation.path.split("/"),
    place: operation.path.split("/").findIndex((part) => part.startsWith("{")),
    plainPath: acceptsAnyId(operation) ? fillTemplate(operation.path, ANY_ID) : undefined,
  }));
  return (method, path) => {
    const parts = path.includes("%") ? path.split("/").map(decodePart) : path.split("/");
    for (const { operation, method: own, parts: template, place, plainPath } of templates) {
      if (own !== method || template.length !== parts.length) continue;
      if (!template.every((part, index) => part === parts[index] || part.startsWith("{"))) continue;
      const parameter = parts[place];
      if (parameter === undefined)
        return { operation, parameter, trainingId: undefined, path: operation.path };
      const trainingId = template[place] === TRAINING_ID ? parameter : undefined;
      const isPlain = plainPath !== undefined && PLAIN.test(parameter);
      const path = isPlain ? plainPath : fillTemplate(operation.path, escapeParameter(parameter));
      return { operation, parameter, trainingId, path };
    }
    return undefined;
  };
}

/** Whether the contract accepts any text as the path parameter. */
function acceptsAnyId({ request }: Operation): boolean {
  return (request?.path ?? []).every(
    ({ schema = {} }) =>
      schema.type === "string" &&
      (schema.minLength ?? 0) <= ANY_ID.length &&
      !RESTRICTIONS.some((keyword) => keyword in schema),
  );
}

function fillTemplate(template: string, value: string): string {
  return template.replace(/\{[^}]*\}/, () => value);
}

function escapeParameter(parameter: string): string {
  return encodeURIComponent(parameter.toWellFormed());
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
