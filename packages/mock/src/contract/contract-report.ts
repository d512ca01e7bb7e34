import type { Contract } from "./contract.ts";
import { listExamples, type Operation } from "./operation.ts";
import type { Statement } from "./statement.ts";
import type { Violation } from "../exchange.ts";

/** How often a response of the contract was sent. */
export interface ResponseCoverage {
  code: string;
  count: number;
  /** How often each named example was sent. */
  examples: Record<string, number>;
}

/** How often an operation of the contract was requested. */
export interface OperationCoverage {
  operationId: string;
  method: string;
  path: string;
  count: number;
  responses: ResponseCoverage[];
}

/** Which parts of the contract were used so far. */
export interface ContractReport {
  operations: OperationCoverage[];
  /** What no request used, as `operation`, `operation code` or `operation code example`. */
  untouched: string[];
  /** Where requests and responses violated the contract. Equal violations are listed once, with their count. */
  violations: ReportedViolation[];
  /** How many violations are of further kinds: the report lists the first 1,000 kinds. */
  otherViolations: number;
}

/** Violations of one kind. */
export interface ReportedViolation {
  operationId: string;
  location: string;
  message: string;
  count: number;
  /** The statement of the contract that is contradicted. Only forwarded and recorded exchanges have it. */
  statement?: Statement;
}

/** What the report counts of a response. */
export interface CountedResponse {
  operationId?: string;
  /** The status code; 0 if the connection was reset instead. */
  status: number;
  example?: string;
  violations?: Violation[];
}

/** How many kinds of violations are told apart. Messages can quote what was sent, so their number has no other limit. */
const MAX_KINDS = 1_000;

/** Counts which parts of the contract are used. */
export interface ContractCounter {
  /** How often each part was used: an operation, a code or an example of it. */
  readonly counts: ReadonlyMap<string, number>;
  /** The violations, by their kind. */
  readonly violated: ReadonlyMap<string, ReportedViolation>;
  /** How many violations are of further kinds. */
  readonly others: number;
  /** Counts a response. */
  add(response: CountedResponse): void;
  /** Adds everything that another counter counted. */
  addAll(other: ContractCounter): void;
  read(): ContractReport;
}

/** Creates a counter for the parts of the contract. */
export function createContractReport({ operations }: Contract): ContractCounter {
  const counts = new Map<string, number>();
  const violated = new Map<string, ReportedViolation>();
  let others = 0;

  function count(key: string, by = 1): void {
    counts.set(key, (counts.get(key) ?? 0) + by);
  }

  function addKind(kind: string, violation: ReportedViolation): void {
    const known = violated.get(kind);
    if (known) violated.set(kind, { ...known, count: known.count + violation.count });
    else if (violated.size < MAX_KINDS) violated.set(kind, violation);
    else others += violation.count;
  }

  function addViolations({ operationId = "no operation", violations = [] }: CountedResponse): void {
    const kinds = new Map(
      violations.map(({ location, message, statement }) => [
        `${operationId} ${location.join(".")} ${message}`,
        { location: location.join("."), message, ...(statement && { statement }) },
      ]),
    );
    for (const [kind, violation] of kinds) addKind(kind, { operationId, ...violation, count: 1 });
  }

  return {
    counts,
    violated,
    get others() {
      return others;
    },

    add(response) {
      const { operationId, status, example } = response;
      addViolations(response);
      if (operationId === undefined) return;
      count(operationId);
      count(`${operationId} ${status}`);
      const sent = example ?? findOnlyExample(operations, operationId, status);
      if (sent !== undefined) count(`${operationId} ${status} ${sent}`);
    },

    addAll(other) {
      for (const [key, times] of other.counts) count(key, times);
      for (const [kind, violation] of other.violated) addKind(kind, violation);
      others += other.others;
    },

    read() {
      const covered = operations.map((operation) => cover(operation, counts));
      return {
        operations: covered,
        untouched: covered.flatMap(listUntouched),
        violations: [...violated.values()],
        otherViolations: others,
      };
    },
  };
}

function cover(operation: Operation, counts: ReadonlyMap<string, number>): OperationCoverage {
  const { iid: operationId, method, path } = operation;
  const responses = operation.responses.map(({ code }) => ({
    code,
    count: counts.get(`${operationId} ${code}`) ?? 0,
    examples: Object.fromEntries(
      listExamples(operation, code).map(({ name }) => [
        name,
        counts.get(`${operationId} ${code} ${name}`) ?? 0,
      ]),
    ),
  }));
  return { operationId, method: method.toUpperCase(), path, count: counts.get(operationId) ?? 0, responses };
}

function listUntouched({ operationId, count, responses }: OperationCoverage): string[] {
  if (count === 0) return [operationId];
  return responses.flatMap(({ code, count, examples }) => {
    if (count === 0) return [`${operationId} ${code}`];
    const missed = Object.keys(examples).filter((name) => examples[name] === 0);
    return missed.map((name) => `${operationId} ${code} ${name}`);
  });
}

function findOnlyExample(operations: Operation[], operationId: string, status: number): string | undefined {
  const operation = operations.find(({ iid }) => iid === operationId);
  const [only, ...others] = operation ? listExamples(operation, String(status)) : [];
  return others.length === 0 ? only?.name : undefined;
}
