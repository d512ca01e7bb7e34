import { SandboxError } from "@dreambooth-sandbox/client";
import { expect, test } from "vitest";
import { errorReference } from "../../src/error-reference.ts";
import { findExample } from "../support/contract.ts";
import { errorCauses } from "../support/error-causes.ts";
import { rejection } from "../support/rejection.ts";
import { ID, quietClient } from "../support/samples.ts";

// Each test is named after the entry of `error-reference.ts` that it is about. It makes the client throw the error, and
// looks the error up.

type ErrorName = keyof typeof errorReference;

interface Explanation {
  meaning: RegExp;
  advice: RegExp;
  /** What the error's own message contains; `meaning` by default. */
  printed?: RegExp;
}

const explanations: Record<ErrorName, Explanation> = {
  AuthenticationError: { meaning: /API key/, advice: /key/ },
  ValidationError: {
    meaning: /request is invalid/,
    advice: /^Correct the request\./,
    printed: /prompt is required/,
  },
  RateLimitError: { meaning: /too many requests/i, advice: /^Wait for .*try again/, printed: /Rate limit/ },
  QuotaError: { meaning: /credits/, advice: /credits and plan/ },
  TrainingNotFoundError: { meaning: /\bid\b/, advice: /training id/ },
  TrainingFailedError: { meaning: /training.*failed/i, advice: /create another training/ },
  TimeoutError: {
    meaning: /^One attempt took longer/,
    advice: /try again, or raise/i,
    printed: /not succeed in time/,
  },
  DeadlineError: { meaning: /The training continues/, advice: /follow the training again/i },
  ConnectionError: { meaning: /connect/, advice: /network/, printed: /fetch failed\. Check the network/ },
  JournalError: {
    meaning: /journal could not.*not sent/,
    advice: /Check the journal/,
    printed: /nothing was sent/,
  },
  UnsupportedRuntimeError: { meaning: /can send a request twice/, advice: /from a server/ },
  UnexpectedResponseError: { meaning: /HTML/, advice: /try again later/, printed: /<h1>/ },
  CreateOutcomeUnknownError: { meaning: /charged for/, advice: /Check your account/ },
};

for (const [name, cause] of Object.entries(errorCauses)) {
  test(`error reference ${name}: explains the error that the client throws`, async () => {
    const error = await cause();
    expect(error).toBeInstanceOf(SandboxError);
    const { name: thrown, code, message } = error as SandboxError;
    const { meaning, advice, printed = meaning } = explanations[name as ErrorName];
    const entry = errorReference[thrown as ErrorName];
    expect([thrown, code]).toEqual([name, entry.code]);
    expect(message).toMatch(printed);
    expect(entry.meaning).toMatch(meaning);
    expect(entry.advice).toMatch(advice);
    for (const member of listCode(`${entry.meaning} ${entry.advice}`))
      expect([member, Object(error)[member] !== undefined || (await isOption(member))]).toEqual([
        member,
        true,
      ]);
  });
}

test("error reference RateLimitError: names the time in which the service refuses the same request", () => {
  const [seconds] = /\d+ seconds/.exec(String(findExample("rate_limit_exceeded")["tips"])) ?? [];
  expect(errorReference.RateLimitError.meaning).toContain(`the same request within ${seconds}`);
});

/** Returns the words in backticks. They name fields of the error, or options. */
function listCode(text: string): string[] {
  return Array.from(text.matchAll(/`(\w+)`/g), ([, word]) => String(word));
}

/** An option is one whose value is checked. */
async function isOption(name: string): Promise<boolean> {
  const call = async (): Promise<unknown> => {
    const client = quietClient({ [name]: Symbol("wrong") });
    return client.getTrainingStatus(ID, { [name]: Symbol("wrong") });
  };
  return String(await rejection(call())).startsWith(`TypeError: ${name} must be `);
}
