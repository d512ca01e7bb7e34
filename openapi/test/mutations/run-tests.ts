import { fileURLToPath } from "node:url";
import { startVitest } from "vitest/node";
import type { TestModule } from "vitest/node";
import type { RowSource } from "./sources.ts";

/** The outcome of a test. */
export interface TestOutcome {
  /** The test's file and full name. */
  title: string;
  hasFailed: boolean;
}

const ROOT = new URL("../../../", import.meta.url);
const SETUP_FILE = fileURLToPath(new URL("mutate-during-tests.ts", import.meta.url));
/** A mutation can let a test wait for something that never comes. */
const TEST_TIMEOUT_MS = 20_000;

/**
 * Runs the tests of a source. With an index, each test runs while its own row has the mutation of that index; without one,
 * nothing is mutated.
 *
 * @throws Error if a test file cannot be loaded.
 */
export async function runTests({ folder, tests }: RowSource, index?: number): Promise<TestOutcome[]> {
  const mutated = {
    setupFiles: [SETUP_FILE],
    env: { MUTATED_FOLDER: folder, MUTATION_INDEX: String(index) },
  };
  const vitest = await startVitest(tests, {
    root: fileURLToPath(new URL(folder, ROOT)),
    watch: false,
    // A mutation is undone after its test, so files can share their modules.
    isolate: false,
    coverage: { enabled: false },
    reporters: [{}],
    silent: true,
    testTimeout: TEST_TIMEOUT_MS,
    ...(index === undefined ? {} : mutated),
  });
  const modules = vitest.state.getTestModules();
  await vitest.close();
  return modules.flatMap((module) => listOutcomes(folder, module));
}

function listOutcomes(folder: string, module: TestModule): TestOutcome[] {
  const file = `${folder}/${module.relativeModuleId}`;
  const [error] = module.errors();
  if (error) throw new Error(`${file} cannot be loaded: ${error.message}`, { cause: error });
  return [...module.children.allTests()].map((test) => ({
    title: `${file} > ${test.fullName}`,
    hasFailed: test.result().state === "failed",
  }));
}
