import type { Phase } from "../../../../packages/client/src/contract/operation.ts";
import * as statuses from "../../../../packages/client/src/generated/statuses.ts";
import { change } from "../row.ts";
import type { Row } from "../row.ts";

const phases: Record<Phase, true> = { queued: true, running: true, succeeded: true, failed: true };

/** Returns a row for each value and phase of each enumeration of statuses. The command shows their descriptions. */
export function listStatusRows(): Row[] {
  return Object.entries(statuses).flatMap(([constant, table]) => {
    const [, base = "", kind] = /^(.+)(Values|Descriptions|Phases)$/.exec(constant) ?? [];
    const enumeration = base.charAt(0).toUpperCase() + base.slice(1);
    if (kind === "Values") return listValueRows(enumeration, table as readonly string[]);
    if (kind === "Descriptions") return [];
    if (kind === "Phases") return listPhaseRows(table as Record<string, Phase>);
    throw new Error(
      `generated/statuses.ts exports ${constant}, which has no rows. Add them to rows/statuses.ts.`,
    );
  });
}

function listValueRows(enumeration: string, values: readonly string[]): Row[] {
  return values.map((value, index) => ({
    name: `${enumeration} value ${value}`,
    mutations: [change("has another name", [values, index, `${value}_again`])],
  }));
}

function listPhaseRows(table: Record<string, Phase>): Row[] {
  return Object.entries(table).map(([status, phase]) => ({
    name: `status phase ${status}`,
    mutations: Object.keys(phases)
      .filter((other) => other !== phase)
      .map((other) => change(`is ${other}`, [table, status, other])),
  }));
}
