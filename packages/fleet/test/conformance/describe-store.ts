import { describe } from "vitest";
import type { SetUp } from "../support/harness.ts";
import { describeEvents } from "./events.ts";
import { describeIntents } from "./intents.ts";
import { describeLimits } from "./limits.ts";
import { describePolls } from "./polls.ts";

/** The tests that every store passes. */
export function describeStore(name: string, setUp: SetUp): void {
  describe(`the store: ${name}`, () => {
    describeIntents(setUp);
    describePolls(setUp);
    describeEvents(setUp);
    describeLimits(setUp);
  });
}
