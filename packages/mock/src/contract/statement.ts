import type { Provenance } from "./provenance.ts";

/** A statement of the contract that a request or a response contradicts. */
export interface Statement {
  /** Where the contract makes it, as a JSON pointer. */
  pointer: string;
  /** The line in the contract's file. */
  line?: number;
  /** What the contract says there: a type, a pattern, the list of status codes. */
  value: unknown;
  /** The nearest description, without line breaks. */
  text?: string;
  /** Where the statement comes from, by the marks in the description. */
  provenance: Provenance[];
}
