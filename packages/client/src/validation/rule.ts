/** The JSON types that a rule can require. */
export type JsonType = "string" | "number" | "integer" | "boolean" | "null" | "array" | "object";

/**
 * What the contract requires of a request field: the JSON Schema keywords that this client interprets, and two extensions.
 * The generator rejects a contract that uses any other keyword.
 */
export interface Rule {
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Rule;
  readonly anyOf?: readonly Rule[];
  /** The string consists of decimal digits. The client also accepts a number, and sends its digits. */
  readonly "x-digits"?: { readonly minimum?: number; readonly maximum?: number };
  /** What the pattern means, to complete the sentence "must be …". */
  readonly "x-patternDescription"?: string;
}

/** A request field: whether it must be present, and what it must be. */
export interface FieldRule {
  readonly required: boolean;
  readonly rule: Rule;
}
