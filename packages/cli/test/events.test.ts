import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { documentedRequest, toTrainArgs, trainArgs } from "./contract.ts";
import { createFolder, run } from "./run.ts";
import { runWithMock } from "./run-with-mock.ts";

const schema = JSON.parse(readFileSync(new URL("../events.schema.json", import.meta.url), "utf8"));
const ajv = new Ajv2020({ formats: { uri: true }, allErrors: true }).addSchema(schema, "events");

/** The kinds of documents, which the schema lists first. */
const kinds: string[] = schema.anyOf.map(({ $ref }: { $ref: string }) => $ref.split("/").at(-1));
const seen = new Set<string>();

/** Returns what is wrong with a line. */
function findProblems(line: string): unknown {
  const document = JSON.parse(line);
  const kind = document.event ?? Object.keys(document)[0];
  seen.add(kind);
  const validate = ajv.getSchema(`events#/$defs/${kind}`);
  if (!validate) return `The schema has no ${kind}.`;
  return validate(document) ? [] : validate.errors;
}

function listLines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

const step = "Step:1 Training Started, 5 More Steps to go : ETA : 60 minutes | Time Elapsed : 12.34 seconds";
const respondUnknown = async () => new Response("<h1>Bad gateway</h1>", { status: 502 });

describe("--json prints documents that fit the schema", () => {
  test.each([
    ["train --dry-run", () => run([...trainArgs, "--dry-run", "--json"])],
    ["train --wait", () => runWithMock([...trainArgs, "--wait", "--json", "--verbose"])],
    ["a training that fails", () => runWithMock([...trainArgs, "--wait", "--json"], { scenario: "failure" })],
    ["status", () => runWithMock(["status", "F5jvdzGnYi", "--json"])],
    ["a deadline", () => runWithMock([...trainArgs, "--wait", "--json", "--deadline", "10m"])],
    ["an unknown id", () => runWithMock(["status", "nobody", "--json"])],
    ["an invalid request", () => run([...toTrainArgs({ ...documentedRequest, seed: "x" }), "--json"])],
    ["an unknown option", () => run(["status", "x", "--json", "--colour"])],
    ["an unknown outcome", () => run([...trainArgs, "--json"], { fetch: respondUnknown })],
    ["an error with its stack", () => run(["status", "x", "--json", "--debug"], { env: {} })],
    ["a log", () => run(["parse-log", "--json"], { stdin: step })],
    ["a growing log", () => run(["parse-log", "--json", "--follow"], { stdin: step })],
  ])("%s", async (_, runCommand) => {
    const { stdout, stderr } = await runCommand();
    const lines = [...listLines(stdout), ...listLines(stderr)];
    expect(lines).not.toEqual([]);
    for (const line of lines) expect([line, findProblems(line)]).toEqual([line, []]);
  });

  test("list and resolve", async () => {
    await using folder = await createFolder();
    const { path: stateHome } = folder;
    await run(trainArgs, { stateHome, fetch: respondUnknown });
    await runWithMock([...trainArgs, "--again", "--wait"], { stateHome, scenario: "failure" });
    await runWithMock(["status", "F5jvdzGnYi"], { stateHome });
    const listed = await run(["list", "--json"], { stateHome });
    const lines = listLines(listed.stdout);
    const unknown = lines.map((line) => JSON.parse(line)).find(({ state }) => state === "unknown");
    const resolved = await run(["resolve", unknown.intentId, "--not-created", "--json"], { stateHome });
    expect(lines).toHaveLength(3);
    for (const line of [...lines, ...listLines(resolved.stdout)])
      expect([line, findProblems(line)]).toEqual([line, []]);
  });

  test("every kind of document was seen", () => {
    expect([...seen].toSorted((a, b) => a.localeCompare(b))).toEqual(
      kinds.toSorted((a, b) => a.localeCompare(b)),
    );
  });
});

test.each([
  ["authentication_failed", 2, ["status", "x"], { env: {} }],
  ["invalid_usage", 2, ["trian"], {}],
  ["invalid_request", 2, ["train"], {}],
  ["create_outcome_unknown", 5, trainArgs, { fetch: respondUnknown }],
])(
  "an error on standard error has the code %s and the exit code %i",
  async (code, exitCode, args, surroundings) => {
    const { stderr, stdout, ...result } = await run([...args, "--json"], surroundings);
    const [line = ""] = listLines(stderr).slice(-1);
    expect(JSON.parse(line)).toEqual({ error: expect.objectContaining({ code, exitCode }) });
    expect(JSON.parse(line).error.message).not.toBe("");
    expect(result.exitCode).toBe(exitCode);
    expect(stdout).toBe("");
  },
);
