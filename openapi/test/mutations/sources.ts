import type { Row } from "./row.ts";

/** Tables of one package, and the tests of their rows. */
export interface RowSource {
  /** The package's folder. */
  folder: string;
  /** The test files, as Vitest's filters. */
  tests: string[];
  /** Lists the rows. The tables are loaded here, so that the tests of a package load only its own. */
  loadRows: () => Promise<Row[]>;
}

/** All tables whose rows are mutated. */
export const sources: RowSource[] = [
  {
    folder: "packages/client",
    tests: ["test/contract/"],
    loadRows: async () => (await import("./rows/client.ts")).listClientRows(),
  },
  {
    folder: "packages/cli",
    tests: [
      "test/exit-codes.test.ts",
      "test/exit-code-meanings.test.ts",
      "test/request-fields.test.ts",
      "test/status.test.ts",
    ],
    loadRows: async () => (await import("./rows/cli.ts")).listCliRows(),
  },
  {
    folder: "packages/mock",
    tests: [
      "test/scenarios.test.ts",
      "test/scenario-descriptions.test.ts",
      "test/webhooks.test.ts",
      "test/faults.test.ts",
      "test/fault-descriptions.test.ts",
    ],
    loadRows: async () => (await import("./rows/mock.ts")).listMockRows(),
  },
];

/** Returns the source of this folder. */
export function findSource(folder: string | undefined): RowSource {
  const source = sources.find((source) => source.folder === folder);
  if (!source) throw new Error(`No rows are listed for ${folder}.`);
  return source;
}
