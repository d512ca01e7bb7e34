import { buildMock } from "./build-mock.ts";
import { loadContract } from "./contract/load-contract.ts";
import type { Mock, MockOptions } from "./mock.ts";
import { explainOldNode } from "./node-version.ts";
import { readOptions } from "./read-options.ts";

/**
 * Creates a mock of the contract.
 *
 * @throws RangeError if an option has an invalid value. The message lists the valid ones.
 * @example
 * ```ts
 * await using mock = await createMock({ scenario: "failure" });
 * const client = createClient({ apiKey: "any", fetch: mock.fetch });
 * const { trainingId } = await client.createTraining(request);
 * await mock.advance(40 * 60_000);
 * const { status } = await client.getTrainingStatus(trainingId); // "training_failed"
 * ```
 */
export async function createMock(options: MockOptions = {}): Promise<Mock> {
  const problem = explainOldNode();
  if (problem !== undefined) throw new Error(problem);
  // Invalid options are refused before Prism is loaded, which takes a second.
  readOptions(options);
  return buildMock(await loadContract(), options);
}
