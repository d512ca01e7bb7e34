import type { Row } from "../row.ts";
import { listFaultRows } from "./faults.ts";
import { listScenarioRows } from "./scenarios.ts";

/** Returns the rows of the mock's tables. */
export function listMockRows(): Row[] {
  return [...listScenarioRows(), ...listFaultRows()];
}
