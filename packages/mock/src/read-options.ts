import { requireScenario, type Scenario } from "./life-cycle/scenarios.ts";
import type { MockOptions } from "./mock.ts";

/** The options whose values were checked, with their defaults. */
export interface CheckedOptions {
  scenario: Scenario;
  speed: number;
}

/**
 * Checks the options and fills in defaults.
 *
 * @throws RangeError if an option has an invalid value.
 */
export function readOptions({
  scenario: name = "success",
  speed = 1,
  faults: { rate = 0 } = {},
  upstream,
  record,
  replay,
}: MockOptions): CheckedOptions {
  const scenario = requireScenario(name);
  if (!(speed > 0 && Number.isFinite(speed)))
    throw new RangeError(`speed must be a number greater than 0 (got ${speed}).`);
  if (!(rate >= 0 && rate <= 1))
    throw new RangeError(`faults.rate must be a number from 0 to 1 (got ${rate}).`);
  if (upstream !== undefined && !isHttpUrl(upstream))
    throw new RangeError(`upstream must be an http(s) URL such as https://example.com (got "${upstream}").`);
  if (replay !== undefined && upstream !== undefined)
    throw new RangeError("replay and upstream exclude each other: choose where responses come from.");
  if (record && upstream === undefined)
    throw new RangeError("record needs upstream: only the responses of another service are recorded.");
  return { scenario, speed };
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}
