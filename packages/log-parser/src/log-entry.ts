/** What every entry of a step log carries: its text and where it stands. */
interface Located {
  /** The text of the entry as it was written, without the white space around it. */
  raw: string;
  /** Where the entry begins, in UTF-16 code units: `text.slice(start, end) === raw`. */
  start: number;
  /** Where the entry ends, exclusive, in UTF-16 code units. */
  end: number;
}

/** A numbered step: `Step:1 Training Started, 5 Steps to go : ETA : 30 minutes`. */
export interface StepEntry extends Located {
  kind: "step";
  /** The step's number as the service counts: it may occur twice, and does not add up to a fixed total. */
  number: number;
  /** What the step says, with its own commas and colons: `Training Started`. Empty if it says nothing. */
  title: string;
  /** How many steps remain after this one, as written. */
  stepsToGo: number;
  /** The estimate of the time that remains, in milliseconds. Absent if the step has none. */
  etaMs?: number;
  /** The time since the training began, in milliseconds. Only the training worker writes it; a bare number is seconds. */
  elapsedMs?: number;
}

/** The estimate before the first step: `it will take upto 25 minutes.` */
export interface EstimateEntry extends Located {
  kind: "estimate";
  /** The estimate, in milliseconds. */
  etaMs: number;
}

/** The closing line: `Model loaded successfully`. */
export interface SuccessEntry extends Located {
  kind: "success";
}

/** A failure, in any of the forms that the training worker writes. */
export interface FailureEntry extends Located {
  kind: "failure";
  /** What went wrong: the exception's text, or the failed stage where no exception is given. */
  reason: string;
  /** The time since the training began, in milliseconds. Absent where the failure does not say. */
  elapsedMs?: number;
}

/** Text in no known form, or a piece of an entry that is longer than {@link MAX_ENTRY_LENGTH}. */
export interface UnknownEntry extends Located {
  kind: "unknown";
}

/** One entry of a step log; `kind` tells which. */
export type LogEntry = StepEntry | EstimateEntry | SuccessEntry | FailureEntry | UnknownEntry;
