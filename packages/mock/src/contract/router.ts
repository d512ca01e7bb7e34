import type { Operation } from "./operation.ts";

/** The operation that a request addresses. */
export interface Route {
  operation: Operation;
  /** The value of the path parameter, if the path has one. */
  parameter: string | undefined;
  /** The path for Prism: the same for all ids that the contract accepts, and never with a broken escape. */
  path: string;
}

const PLAIN = /^[A-Za-z0-9_-]+$/;
/** Stands for every plain id in the path for Prism, so that its response can be kept for all of them. */
const ANY_ID = "id";
const RESTRICTIONS = ["const", "enum", "format", "maxLength", "pattern"];

/** Finds the operation of a method and path. Prism refuses what is not found here. */
export function createRouter(operations: Operation[]): (method: string, path: string) => Route | undefined {
  const templates = operations.map((operation) => ({
    operation,
    parts: operation.path.split("/"),
    plainPath: acceptsAnyId(operation) ? fillTemplate(operation.path, ANY_ID) : undefined,
  }));
  return (method, path) => {
    const parts = path.split("/").map(decodePart);
    for (const { operation, parts: template, plainPath } of templates) {
      if (operation.method.toUpperCase() !== method || template.length !== parts.length) continue;
      const differing = template.flatMap((part, index) => (part === parts[index] ? [] : [index]));
      if (!differing.every((index) => template[index]?.startsWith("{"))) continue;
      const parameter = parts[differing[0] ?? -1];
      if (parameter === undefined) return { operation, parameter, path: operation.path };
      if (plainPath !== undefined && PLAIN.test(parameter)) return { operation, parameter, path: plainPath };
      const escaped = encodeURIComponent(parameter.toWellFormed());
      return { operation, parameter, path: fillTemplate(operation.path, escaped) };
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

function decodePart(part: string): string {
  if (!part.includes("%")) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
