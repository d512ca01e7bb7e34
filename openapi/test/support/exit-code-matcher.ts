import { expect } from "vitest";
import type { CommandResult } from "./run-command.ts";

declare module "vitest" {
  interface Matchers {
    /** Compares a command's exit code. The failure shows the command's output. */
    toExitWith: (exitCode: number) => void;
  }
}

expect.extend({
  toExitWith: ({ exitCode, output }: CommandResult, expected: number) => ({
    pass: exitCode === expected,
    message: () => `The command ended with exit code ${exitCode}. It printed:\n${output}`,
  }),
});
