import { expect, test } from "vitest";

test("these tests run on Node 20", () => {
  expect(process.version).toMatch(/^v20\./);
});
