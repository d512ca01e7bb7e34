import { expect, test } from "vitest";
import type { Change } from "../../src/compatibility/bump.ts";
import { explainMissing } from "../../src/compatibility/check-changesets.ts";

const removed: Change = {
  packages: ["contract", "client"],
  bump: "major",
  file: "openapi/openapi.yaml",
  description: "removed: a field",
};
const added: Change = {
  packages: ["client"],
  bump: "minor",
  file: "api/client.api.md",
  description: "added: a call",
};

test("without changes, no changeset is needed", () => {
  expect(explainMissing([], [])).toEqual([]);
});

test("each package of a change needs a changeset, and the message names the file and the change", () => {
  const messages = explainMissing([removed, added], []);
  expect(messages).toEqual([
    expect.stringMatching(/^contract needs a major changeset \(pending: none\)/),
    expect.stringMatching(/^client needs a major changeset \(pending: none\)/),
  ]);
  for (const message of messages) expect(message).toContain("\n  openapi/openapi.yaml: removed: a field");
});

test("a changeset that is too small is not enough", () => {
  const messages = explainMissing(
    [removed],
    [
      { name: "contract", type: "minor" },
      { name: "client", type: "major" },
    ],
  );
  expect(messages).toEqual([expect.stringMatching(/^contract needs a major changeset \(pending: minor\)/)]);
});

test("the largest of several changesets counts", () => {
  const releases = [
    { name: "client", type: "patch" },
    { name: "client", type: "minor" },
    { name: "client", type: "none" },
  ] as const;
  expect(explainMissing([added], [...releases])).toEqual([]);
});

test("a long list of changes is cut", () => {
  const changes = Array.from({ length: 25 }, (_, i) => ({ ...added, description: `added: call ${i}` }));
  const [message = ""] = explainMissing(changes, []);
  expect(message.split("\n")).toHaveLength(22);
  expect(message).toMatch(/… and 5 more$/);
});
