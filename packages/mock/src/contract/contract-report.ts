import type { Contract } from "./contract.ts";
import { listExamples, type Operation } from "./operation.ts";
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
  /**
   * Where requests and responses violated the contract. Equal violations are listed once, with their count. At most 1,000 are
   * listed.
   */
  violations: { operationId: string; location: string; message: string; count: number }[];
}

/** The maximum number of distinct violations that a report lists. Later ones are not added. */
const MAX_VIOLATION_KINDS = 1_000;

/** What the report counts of a response. */
export interface CountedResponse {
  operationId?: string;
  /** The status code; 0 if the connection was reset instead. */
  status: number;
  example?: string;
  violations?: Violation[];
}

/** Counts which parts of the contract are used. */
export interface ContractCounter {
  /** How often each part was used: an operation, a code or an example of it. */
  readonly counts: ReadonlyMap<string, number>;
  /** The violations, by their kind. */
  readonly violated: ReadonlyMap<string, ContractReport["violations"][number]>;
  /** Counts a response. */
  add(response: CountedResponse): void;
  /** Adds everything that another counter counted. */
  addAll(other: ContractCounter): void;
  read(): ContractReport;
}

/** Creates a counter for the parts of the contract. */
export function createContractReport({ operations }: Contract): ContractCounter {
  const counts = new Map<string, number>();
  const violated = new Map<string, ContractReport["violations"][number]>();

  function count(key: string, by = 1): void {
    counts.set(key, (counts.get(key) ?? 0) + by);
  }

  function addViolations({ operationId = "no operation", violations = [] }: CountedResponse): void {
    const kinds = new Map(
      violations.map(({ location, message }) => [
        `${operationId} ${location.join(".")} ${message}`,
        { location, message },
      ]),
    );
    for (const [kind, { location, message }] of kinds) {
      if (!violated.has(kind) && violated.size >= MAX_VIOLATION_KINDS) continue;
      const count = (violated.get(kind)?.count ?? 0) + 1;
      violated.set(kind, { operationId, location: location.join("."), message, count });
    }
  }

  return {
    counts,
    violated,

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
      for (const [kind, violation] of other.violated) {
        const times = (violated.get(kind)?.count ?? 0) + violation.count;
        violated.set(kind, { ...violation, count: times });
      }
    },

    read() {
      const covered = operations.map((operation) => cover(operation, counts));
      return {
        operations: covered,
        untouched: covered.flatMap(listUntouched),
        violations: [...violated.values()],
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
