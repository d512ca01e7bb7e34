import type { ContractReport, ReportedViolation } from "../contract/contract-report.ts";
import type { Statement } from "../contract/statement.ts";

/** Returns the violations of a report as text: what deviates, and the statement of the contract that it contradicts. */
export function formatViolations({ violations, otherViolations }: ContractReport): string {
  const others = otherViolations === 0 ? [] : [`${otherViolations} violations of further kinds`];
  return [...violations.map(formatViolation), ...others].join("\n\n");
}

function formatViolation({ operationId, location, message, count, statement }: ReportedViolation): string {
  const times = count === 1 ? "once" : `${count} times`;
  const lines = [`${operationId}, ${location}: ${message} (${times})`];
  return [...lines, ...(statement ? formatStatement(statement) : [])].join("\n");
}

function formatStatement({ pointer, line, value, text, provenance }: Statement): string[] {
  const place = line === undefined ? pointer : `${pointer} (line ${line})`;
  const sources = provenance.map(({ mark, evidence }) =>
    mark === undefined ? evidence : `[${mark}] ${evidence}`,
  );
  return [
    `  contradicts ${place}: ${JSON.stringify(value)}`,
    ...(text === undefined ? [] : [`  "${text}"`]),
    ...(sources.length === 0 ? [] : [`  source: ${sources.join("; ")}`]),
  ];
}
