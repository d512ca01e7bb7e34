import { type FieldRule, requestFieldDescriptions, requestRules } from "@dreambooth-sandbox/client/contract";
import { describe, expect, test } from "vitest";
import { fieldDescriptions, trainArgs } from "./contract.ts";
import { run } from "./run.ts";

/** Adds a field to the contract's generated data, until disposed of. */
function addToContract(field: string, rule: FieldRule, description: string): Disposable {
  const { createTraining: rules } = requestRules;
  const { createTraining: descriptions } = requestFieldDescriptions;
  Object.assign(rules, { [field]: rule });
  Object.assign(descriptions, { [field]: description });
  return {
    [Symbol.dispose]() {
      Reflect.deleteProperty(rules, field);
      Reflect.deleteProperty(descriptions, field);
    },
  };
}

async function readHelp(): Promise<string> {
  const { stdout } = await run(["help", "train"]);
  return stdout.replaceAll(/\s+/g, " ");
}

test.each(fieldDescriptions)(
  "request field description createTraining.%s: the help of train explains the option in the contract's words",
  async (field, description) => {
    const option = new RegExp(`--${field.replaceAll("_", "-")} <[^>]+> (.+?) Must be `);
    const [, meaning] = option.exec(await readHelp()) ?? [];
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(description.replaceAll(/\s+/g, " ")).toContain(meaning);
  },
);

describe("a field that is added to the contract", () => {
  const rule: FieldRule = {
    required: false,
    rule: {
      expected: "a whole number, at most 200",
      type: "string",
      pattern: String.raw`^(\d{1,2}|1\d\d|200)$`,
      "x-digits": { maximum: 200 },
    },
  };
  const description = "The number of added things.";

  test("becomes an option with help", async () => {
    using _ = addToContract("added_count", rule, description);
    expect(await readHelp()).toContain(
      "--added-count <number> The number of added things. Must be a whole number, at most 200.",
    );
  });

  test("is validated, with a message that names the option", async () => {
    using _ = addToContract("added_count", rule, description);
    const { stderr, requests } = await run([...trainArgs, "--added-count", "201"]);
    expect(stderr).toContain('--added-count must be a whole number, at most 200 (got "201").');
    expect(requests).toBe(0);
  });

  test("is sent", async () => {
    using _ = addToContract("added_count", rule, description);
    const { bodies } = await run([...trainArgs, "--added-count", "200"]);
    expect(bodies).toMatchObject([{ added_count: "200" }]);
  });

  test("may be left out", async () => {
    using _ = addToContract("added_count", rule, description);
    const { bodies } = await run(trainArgs);
    expect(bodies[0]).not.toHaveProperty("added_count");
  });
});
