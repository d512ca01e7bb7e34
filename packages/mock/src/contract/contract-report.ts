import type { Contract, Operation } from "./contract.ts";
import type { CountedReply } from "../http/request-record.ts";

/** How often a reply of the contract was given. */
export interface ReplyCoverage {
  code: string;
  count: number;
  /** How often each named example was given. */
  examples: Record<string, number>;
}

/** How often an operation of the contract was asked for. */
export interface OperationCoverage {
  operationId: string;
  method: string;
  path: string;
  count: number;
  replies: ReplyCoverage[];
}

/** Which parts of the contract requests have touched. */
export interface ContractReport {
  operations: OperationCoverage[];
  /** What no request has touched, as `operation`, `operation code` or `operation code example`. */
  untouched: string[];
  /** Where requests and replies broke the contract, each kind once, with its count. */
  violations: { operationId: string; location: string; message: string; count: number }[];
}

/** Counts what requests touch. */
export function createContractReport({ operations }: Contract) {
  const counts = new Map<string, number>();
  const broken = new Map<string, ContractReport["violations"][number]>();

  function count(key: string): void {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }

  function addViolations({ operationId = "no operation", violations = [] }: CountedReply): void {
    const kinds = new Map(
      violations.map(({ location, message }) => [
        `${operationId} ${location.join(".")} ${message}`,
        { location, message },
      ]),
    );
    for (const [kind, { location, message }] of kinds) {
      const count = (broken.get(kind)?.count ?? 0) + 1;
      broken.set(kind, { operationId, location: location.join("."), message, count });
    }
  }

  return {
    add(reply: CountedReply): void {
      const { operationId, status, example } = reply;
      addViolations(reply);
      if (operationId === undefined) return;
      count(operationId);
      count(`${operationId} ${status}`);
      const given = example ?? findOnlyExample(operations, operationId, status);
      if (given !== undefined) count(`${operationId} ${status} ${given}`);
    },

    read(): ContractReport {
      const covered = operations.map((operation) => cover(operation, counts));
      return {
        operations: covered,
        untouched: covered.flatMap(listUntouched),
        violations: [...broken.values()],
      };
    },
  };
}

function cover(operation: Operation, counts: ReadonlyMap<string, number>): OperationCoverage {
  const { iid: operationId, method, path } = operation;
  const replies = operation.responses.map(({ code }) => ({
    code,
    count: counts.get(`${operationId} ${code}`) ?? 0,
    examples: Object.fromEntries(
      listExamples(operation, code).map((name) => [name, counts.get(`${operationId} ${code} ${name}`) ?? 0]),
    ),
  }));
  return { operationId, method: method.toUpperCase(), path, count: counts.get(operationId) ?? 0, replies };
}

function listUntouched({ operationId, count, replies }: OperationCoverage): string[] {
  if (count === 0) return [operationId];
  return replies.flatMap(({ code, count, examples }) => {
    if (count === 0) return [`${operationId} ${code}`];
    const missed = Object.keys(examples).filter((name) => examples[name] === 0);
    return missed.map((name) => `${operationId} ${code} ${name}`);
  });
}

function listExamples({ responses }: Operation, code: string): string[] {
  const content = responses.find((response) => response.code === code)?.contents?.[0];
  return (content?.examples ?? []).map(({ key }) => key);
}

function findOnlyExample(operations: Operation[], operationId: string, status: number): string | undefined {
  const operation = operations.find(({ iid }) => iid === operationId);
  const [only, ...others] = operation ? listExamples(operation, String(status)) : [];
  return others.length === 0 ? only : undefined;
}
