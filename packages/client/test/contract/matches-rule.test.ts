import { matchesRule, requestRules, type Rule } from "@dreambooth-sandbox/client/contract";
import { expect, test } from "vitest";
import { apiRequest } from "../support/samples.ts";

const rules: Record<string, { rule: Rule } | undefined> = requestRules.createTraining;

test.each(Object.entries(apiRequest))(
  "programs check values by the rule of the request field %s",
  (name, value) => {
    const rule = rules[name]?.rule ?? {};
    expect(matchesRule(value, rule)).toBe(true);
    expect(matchesRule({}, rule)).toBe(false);
  },
);
