import type { SuffixFields } from "./suffixes.ts";

/** The text of an entry and its position in the log. */
export interface LocatedText {
  /** The text of the entry as written, without the white space around it. */
  raw: string;
  /** Where the entry begins, in UTF-16 code units: `text.slice(start, end) === raw`. */
  start: number;
  /** Where the entry ends, exclusive, in UTF-16 code units. */
  end: number;
}

/** A numbered step: `Step:1 Training Started, 5 Steps to go : ETA : 30 minutes`. */
export interface StepEntry extends LocatedText, SuffixFields {
  kind: "step";
  /** The step's number as written. Numbers can repeat, and `number + stepsToGo` is not a fixed total. */
  number: number;
  /** The step's title, with its own commas and colons: `Training Started`. Empty if the step has none. */
  title: string;
  /** How many steps remain after this one, as written. */
  stepsToGo: number;
  /** The estimated time remaining, in milliseconds. Absent if the step has no estimate. */
  etaMs?: number;
}

/** The estimate before the first step: `it will take upto 25 minutes.` */
export interface EstimateEntry extends LocatedText {
  kind: "estimate";
  /** The estimated time remaining, in milliseconds. */
  etaMs: number;
}

/** The closing line: `Model loaded successfully`. */
export interface SuccessEntry extends LocatedText {
  kind: "success";
}

/** A failure, in any of the forms that the training worker writes. */
export interface FailureEntry extends LocatedText, SuffixFields {
  kind: "failure";
  /** The exception's text, or the words that report the failure (`Training model`) if there is no exception. */
  reason: string;
}

/** Text in no known form, or a piece of an entry longer than {@link MAX_ENTRY_LENGTH}. */
export interface UnknownEntry extends LocatedText {
  kind: "unknown";
}

/** One entry of a step log. `kind` is its form. */
export type LogEntry = StepEntry | EstimateEntry | SuccessEntry | FailureEntry | UnknownEntry;
