import type { Operation } from "./contract.ts";

/** An operation that a request names. */
export interface Route {
  operation: Operation;
  /** The value in the path's template, if it has one. */
  parameter: string | undefined;
  /** The path to ask Prism for: one for all ids without special characters, and never a broken escape. */
  path: string;
}

const PLAIN = /^[A-Za-z0-9_-]+$/;

/** Finds the operation of a path and method; whatever is not found here, Prism refuses. */
export function createRouter(operations: Operation[]): (method: string, path: string) => Route | undefined {
  const templates = operations.map((operation) => ({
    operation,
    parts: operation.path.split("/"),
    plainPath: fillTemplate(operation.path, "id"),
  }));
  return (method, path) => {
    const parts = path.split("/").map(decodePart);
    for (const { operation, parts: template, plainPath } of templates) {
      if (operation.method.toUpperCase() !== method || template.length !== parts.length) continue;
      const differing = template.flatMap((part, index) => (part === parts[index] ? [] : [index]));
      if (!differing.every((index) => template[index]?.startsWith("{"))) continue;
      const parameter = parts[differing[0] ?? -1];
      if (parameter === undefined || PLAIN.test(parameter)) return { operation, parameter, path: plainPath };
      const escaped = encodeURIComponent(parameter.toWellFormed());
      return { operation, parameter, path: fillTemplate(operation.path, escaped) };
    }
    return undefined;
  };
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
