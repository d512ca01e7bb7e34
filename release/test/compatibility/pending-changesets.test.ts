import { expect, test } from "vitest";
import { checkChangesets } from "../../src/compatibility/check-changesets.ts";
import { repository } from "../support/repository.ts";

test("the pending changesets announce every change since the last release", async () => {
  expect((await checkChangesets(repository)).join("\n\n")).toBe("");
});
