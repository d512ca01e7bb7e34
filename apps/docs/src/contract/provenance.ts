import { contract } from "./contract.ts";
import { evidence } from "./evidence.ts";
import { renderTable } from "../../../../scripts/readme-tables/markdown-table.ts";
import { cell } from "./tables.ts";

/** A statement of the contract that does not come from the documentation of the very endpoint. */
export interface MarkedStatement {
  /** Where it stands, such as `CreateTrainingRequest.images`. */
  where: string;
  text: string;
  marks: string[];
}

/** Parts of the contract that say nothing of where a reader is. */
const STRUCTURE = new Set(
  "info description summary paths post components schemas properties responses requestBody content application/json examples callbacks parameters x-enumDescriptions {$request.body#/webhook} trainingProgress".split(
    " ",
  ),
);
const MARKED = new RegExp(`([^[\\]]+?)((?:\\s*\\[(?:${[...evidence.keys()].join("|")})\\])+)`, "g");

/** Every statement with a mark, in the order of the contract. */
export function readMarkedStatements(): MarkedStatement[] {
  return readTexts(contract, []).flatMap(({ where, text }) =>
    [...text.replace(/\s+/g, " ").matchAll(MARKED)].map(([, before = "", marks = ""]) => ({
      where,
      text: lastSentence(before),
      marks: [...marks.matchAll(/\[([^\]]+)\]/g)].map(([, mark = ""]) => mark),
    })),
  );
}

/** The marked statements, a table for each kind of evidence. */
export function provenanceTables(): string {
  const statements = readMarkedStatements();
  return [...evidence]
    .map(([mark, meaning]) => {
      const rows = statements
        .filter(({ marks }) => marks.includes(mark))
        .map(({ where, text }) => [`<code>${where}</code>`, cell([text])]);
      return `### ${capitalise(mark)}\n\n${capitalise(meaning)}.\n\n${renderTable(["Where", "Statement"], rows)}`;
    })
    .join("\n\n");
}

function readTexts(node: unknown, place: string[]): { where: string; text: string }[] {
  if (typeof node === "string")
    return [
      { where: place.filter((key) => !STRUCTURE.has(key)).join(".") || "Overview", text: proseOf(node) },
    ];
  if (typeof node !== "object" || node === null) return [];
  const name: unknown =
    Reflect.get(node, "operationId") ?? (Reflect.has(node, "in") ? Reflect.get(node, "name") : undefined);
  if (typeof name === "string")
    return readChildren(node, [...place.slice(0, -1).filter((key) => !key.startsWith("/")), name]);
  return readChildren(node, place);
}

function readChildren(node: object, place: string[]): { where: string; text: string }[] {
  return Object.entries(node).flatMap(([key, child]) =>
    key === "value" ? [] : readTexts(child, [...place, key]),
  );
}

/** Without the headings, tables and code of the contract's description. */
function proseOf(text: string): string {
  return text.replace(/```.*?```/gs, "").replace(/^[#|].*$/gm, "");
}

function lastSentence(text: string): string {
  return (
    text
      .trim()
      .split(/(?<=[.:;]) (?=[A-Z`*])/)
      .at(-1)
      ?.replace(/^[:,;] /, "") ?? ""
  );
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
