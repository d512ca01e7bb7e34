import { stepInto, type ContractDocument } from "./contract-document.ts";

/** Where a statement of the contract comes from. */
export interface Provenance {
  /** The mark in the contract, such as `inferred`. Absent if the statement has none. */
  mark?: string;
  /** What the mark means. */
  evidence: string;
}

/** A row of the table of marks in the contract's introduction. */
const ROW = /^\s*\|\s*\[([^\]]+)\]\s*\|\s*(.*?)\s*\|\s*$/gm;
const MARK = /\[([^\]]+)\]/g;
const UNMARKED: Provenance = { evidence: "the vendor's documentation of the endpoint" };

/** Returns a function that finds the marks in a description, which the contract's introduction explains. Without a description, there is nothing to find. */
export function createProvenance({ root }: ContractDocument): (text: string) => Provenance[] {
  const introduction = stepInto(stepInto(root, "info"), "description").node;
  const rows = typeof introduction === "string" ? [...introduction.matchAll(ROW)] : [];
  const evidence = new Map(rows.map(([, mark = "", meaning = ""]) => [mark, meaning]));
  return (text) => {
    if (text === "") return [];
    const marks = new Set([...text.matchAll(MARK)].map(([, mark = ""]) => mark));
    const found = [...marks].flatMap((mark) => {
      const meaning = evidence.get(mark);
      return meaning === undefined ? [] : [{ mark, evidence: meaning }];
    });
    return found.length > 0 || evidence.size === 0 ? found : [UNMARKED];
  };
}
