import type { Family, Restriction, Runtime } from "../hosts/runtime.ts";
import type { Certificates } from "../servers/certificates.ts";
import type { Target } from "../servers/target.ts";

/** How the program creates the training. */
export interface CreateInput {
  /** Sends status requests first, on a connection that the create can reuse. */
  isWarm?: boolean;
  timeoutMs?: number;
  /** Adds a field that JSON cannot express. */
  isCyclic?: boolean;
  /** Uses the runtime's `fetch` without the client. */
  usesPlainFetch?: boolean;
  allowsBrowser?: boolean;
}

/** What a program reports of a create that threw. */
export interface ReportedError {
  name: string;
  cause?: string;
  isSurelyNotSent: boolean;
  /** Of a `ConnectionError`. */
  isTransient?: boolean;
  /** The error that `fetch` rejected with, and its causes. */
  reported: { name?: string; code?: string; message?: string }[];
}

/** What came of a case: what the program reports, and what the server received. */
export interface Observation {
  error?: ReportedError;
  creates: number;
}

/** A cell of the table, and what is wrong with it, if anything is. */
export interface Verdict {
  cell: string;
  failure?: string | undefined;
}

export interface Case {
  /** The row of the table. Several cases can share one. */
  row: string;
  /** Tells the cases of a row apart. */
  variant?: string;
  input?: CreateInput;
  restriction?: Restriction;
  /** The runtimes that the case applies to. Default: all. */
  families?: readonly Family[];
  start(certificates: Certificates): Promise<Target> | Target;
  judge(observation: Observation, runtime: Pick<Runtime, "name" | "family">): Verdict;
}
