import { readFile } from "node:fs/promises";
import { LineCounter, parseDocument, isNode } from "yaml";

/** A place in the contract. */
export interface Place {
  /** The names and indexes that lead there. */
  path: readonly (string | number)[];
  /** What is there. */
  node: unknown;
}

/** The contract as it is written, with its references. */
export interface ContractDocument {
  root: Place;
  /** Returns what is at the end of a path. */
  at(path: Place["path"]): Place;
  /** Returns the line of a place in the file, counted from 1. */
  lineOf(place: Place): number | undefined;
}

const loaded = new Map<string, Promise<ContractDocument>>();

/** Reads a contract, once per file. Only reports need it, so that a mock starts without it. */
export function loadDocument(file: string): Promise<ContractDocument> {
  const document = loaded.get(file) ?? readDocument(file);
  loaded.set(file, document);
  return document;
}

async function readDocument(file: string): Promise<ContractDocument> {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(file, "utf8"), { lineCounter: lines });
  const root: unknown = document.toJS();

  function at(path: Place["path"]): Place {
    return path.reduce<Place>(stepInto, { path: [], node: root });
  }

  return {
    root: { path: [], node: root },
    at,
    lineOf({ path }) {
      const node = document.getIn(path, true);
      return isNode(node) && node.range ? lines.linePos(node.range[0]).line : undefined;
    },
  };
}

/** Returns what is under a name or an index. */
export function stepInto({ path, node }: Place, name: string | number): Place {
  const nested: unknown =
    typeof node === "object" && node !== null && Object.hasOwn(node, name)
      ? Object.getOwnPropertyDescriptor(node, name)?.value
      : undefined;
  return { path: [...path, name], node: nested };
}

/** Returns the place as a JSON pointer in a URI fragment. */
export function toPointer({ path }: Place): string {
  return ["#", ...path.map((name) => String(name).replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");
}

/** Follows the reference at a place, and those it leads to. */
export function followReference(document: ContractDocument, place: Place): Place {
  const { node: reference } = stepInto(place, "$ref");
  if (typeof reference !== "string" || !reference.startsWith("#/")) return place;
  const names = reference.slice(2).split("/").map(decodeName);
  return followReference(document, document.at(names));
}

function decodeName(name: string): string {
  return decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~");
}
