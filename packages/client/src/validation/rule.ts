/** The JSON types that a rule can require. */
export type JsonType = "string" | "number" | "integer" | "boolean" | "null" | "array" | "object";

/**
 * What the contract requires of a value: the JSON Schema keywords that this client interprets, and an extension. The
 * generator rejects a contract that uses any other keyword in a request.
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
  readonly anyOf?: readonly Rule[];
  /** The rule of each item of a list. */
  readonly items?: DescribedRule;
  /** The string consists of decimal digits. The client also accepts a number, and sends its digits. */
  readonly "x-digits"?: { readonly minimum?: number; readonly maximum?: number };
}

/** A rule with the words that complete the sentence "must be …", which the generator writes. */
export interface DescribedRule extends Rule {
  readonly expected: string;
}

/** A request field: whether it must be present, and what it must be. */
export interface FieldRule {
  readonly required: boolean;
  readonly rule: DescribedRule;
}
