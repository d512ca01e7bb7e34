import type { ContractReport } from "../contract/contract-report.ts";
import type { Delivery } from "../webhooks/webhooks.ts";
import type { JournaledRequest } from "./journal.ts";
import type { ScriptedResponse } from "./script.ts";

/** Everything that was sent with one API key, or, of a mock, with any key. */
export interface MockSession {
  /** The number of trainings that were created. The service would have charged for each of them. */
  readonly created: number;
  /** The requests, oldest first: the newest 1,000 of each session. */
  readonly requests: readonly JournaledRequest[];
  /** The attempts to deliver webhooks, oldest first: the newest 1,000 of each session. */
  readonly deliveries: readonly Delivery[];
  /** The scripted responses that no request has received. */
  readonly unusedScript: readonly ScriptedResponse[];
  /**
   * Makes every training older by the given number of milliseconds, immediately. The promise resolves when the webhooks
   * that became due have been delivered.
   *
   * @throws RangeError if the number is negative or not finite.
   */
  advance(ms: number): Promise<void>;
  /**
   * Decides the next responses, for clients that cannot send `Prefer`. Each is `ok`, or the name of a fault, a status
   * code or an example of the contract. At most 100 can wait.
   *
   * @throws RangeError if a response is unknown. The message lists the valid ones.
   */
  script(...next: (string | number)[]): void;
  /**
   * Decides the next responses of one operation. They come before those of `script`.
   *
   * @throws RangeError if the operation or a response is unknown.
   */
  scriptOperation(operationId: string, ...next: (string | number)[]): void;
  /**
   * Sets the scenario of trainings that are created without `Prefer: scenario=…`.
   *
   * @throws RangeError if there is no such scenario.
   */
  scenario(name: string): void;
  /** Returns which operations, status codes and examples of the contract were used so far. */
  contractReport(): ContractReport;
  /**
   * Forgets everything but the trainings: what was advanced, the scenario, the script, `created`, requests, deliveries,
   * pending webhooks and the contract report. Resetting one session leaves the mock's own `created` and contract report as
   * they are.
   */
  reset(): void;
}
