import type { Operation } from "./contract.ts";

/** An operation that a request names. */
export interface Route {
  operation: Operation;
  /** The value in the path's template, if it has one. */
  parameter: string | undefined;
  /** The path to ask Prism for: the same for all trainings, where Prism cannot tell them apart. */
  path: string;
}

const PLAIN = /^[A-Za-z0-9_-]+$/;

/** Finds the operation of a path and method; whatever is not found here, Prism refuses. */
export function createRouter(operations: Operation[]): (method: string, path: string) => Route | undefined {
  const templates = operations.map((operation) => ({ operation, parts: operation.path.split("/") }));
  return (method, path) => {
    const parts = path.split("/").map(decodePart);
    for (const { operation, parts: template } of templates) {
      if (operation.method.toUpperCase() !== method || template.length !== parts.length) continue;
      const differing = template.flatMap((part, index) => (part === parts[index] ? [] : [index]));
      if (!differing.every((index) => template[index]?.startsWith("{"))) continue;
      const parameter = parts[differing[0] ?? -1];
      return { operation, parameter, path: toPrismPath(operation.path, parameter) };
    }
    return undefined;
  };
}

/** Prism is asked for one path for all ids without special characters, and never for a broken escape. */
function toPrismPath(template: string, parameter: string | undefined): string {
  if (parameter === undefined) return template;
  const value = PLAIN.test(parameter) ? "id" : encodeURIComponent(parameter.toWellFormed());
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
