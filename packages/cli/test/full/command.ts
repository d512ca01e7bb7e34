import { join } from "node:path";

/** The words that start this package's command from its sources. */
export const command = [
  process.execPath,
  "--conditions=@dreambooth-sandbox/source",
  join(import.meta.dirname, "../../src/main.ts"),
];
