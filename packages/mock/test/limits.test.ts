import { describe, expect, test } from "vitest";
import { createContractReport } from "../src/contract/contract-report.ts";
import { loadContract } from "../src/contract/contract.ts";
import { CREATE, post, trainingRequest } from "./training-request.ts";
import { transports } from "./transports.ts";

const MAX_VIOLATIONS = 100;
const MAX_VIOLATION_KINDS = 1_000;
const MAX_DEPTH = 100;
const URL = "https://example.com/1.png";

describe.each(transports)("$name", ({ reach }) => {
  test.each([MAX_VIOLATIONS, 1_000, 5_000])("%i bad items get 100 reasons", async (count) => {
    await using reached = await reach();
    const body = { ...trainingRequest, images: Array.from({ length: count }, () => 5) };
    const { status, json } = await post(reached.fetch, CREATE, body, {}, reached.host);
    expect(status).toBe(200);
    const reasons = Array.from({ length: MAX_VIOLATIONS }, (_, index) =>
      expect.stringContaining(`images.${index} must be string`),
    );
    expect(json["message"]).toEqual({ images: reasons });
  });

  test("strict lists 100 of many violations", async () => {
    await using reached = await reach({ strict: true });
    const body = { ...trainingRequest, images: Array.from({ length: 5_000 }, () => 5) };
    const { status, json } = await post(reached.fetch, CREATE, body, {}, reached.host);
    expect(status).toBe(422);
    expect(json["validation"]).toHaveLength(MAX_VIOLATIONS);
  });

  test.each([0, 999, 1_000, 4_999])("a bad item at %i of 5,000 is found", async (bad) => {
    await using reached = await reach({ strict: true });
    const images = Array.from({ length: 5_000 }, (_, index) => (index === bad ? 5 : URL));
    const { json } = await post(reached.fetch, CREATE, { ...trainingRequest, images }, {}, reached.host);
    expect(json["validation"]).toMatchObject([{ location: ["body", "images", String(bad)], code: "type" }]);
  });

  test("many valid items are accepted", async () => {
    await using reached = await reach();
    const body = { ...trainingRequest, images: Array.from({ length: 5_000 }, () => URL) };
    const { json } = await post(reached.fetch, CREATE, body, {}, reached.host);
    expect(json["status"]).toBe("success");
  });

  test.each([
    [MAX_DEPTH, false],
    [MAX_DEPTH + 1, true],
    [200_000, true],
  ])("JSON of %i levels is refused because of its depth: %s", async (depth, isRefused) => {
    await using reached = await reach();
    const body = `${"[".repeat(depth)}"]]]]"${"]".repeat(depth)}`;
    const { status, text } = await post(reached.fetch, CREATE, body, {}, reached.host);
    expect([status, text.includes("nested too deeply")]).toEqual([isRefused ? 400 : 200, isRefused]);
  });

  test("brackets in strings are not levels", async () => {
    await using reached = await reach();
    const body = { ...trainingRequest, instance_prompt: `"\\${"[{".repeat(500)}` };
    const { json } = await post(reached.fetch, CREATE, body, {}, reached.host);
    expect(json["status"]).toBe("success");
  });
});

test("a report lists 1,000 violations and counts those that it lists", async () => {
  const report = createContractReport(await loadContract());
  const violate = (index: number) =>
    report.add({
      status: 200,
      violations: [{ location: [], severity: "Error", message: `violation ${index}` }],
    });
  for (let index = 0; index < 1_500; index += 1) violate(index);
  violate(0);
  const { violations } = report.read();
  expect(violations).toHaveLength(MAX_VIOLATION_KINDS);
  expect(violations[0]).toMatchObject({ message: "violation 0", count: 2 });
});
