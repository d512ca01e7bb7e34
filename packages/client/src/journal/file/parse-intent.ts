import type { Intent } from "../intent.ts";

type Check = (value: unknown) => boolean;

const STATES = ["sending", "created", "refused", "unknown"];

const isText: Check = (value) => typeof value === "string";
const isTextOrAbsent: Check = (value) => value === undefined || isText(value);
const isTime: Check = (value) => typeof value === "number";

const checks: { readonly [Field in keyof Intent]-?: Check } = {
  intentId: isText,
  requestHash: isText,
  attemptId: isText,
  webhookToken: isTextOrAbsent,
  state: (value) => STATES.some((state) => state === value),
  trainingId: isTextOrAbsent,
  createdAt: isTime,
  updatedAt: isTime,
  reason: isTextOrAbsent,
};

/**
 * Parses the JSON of an intent. Fields that it does not know are kept.
 *
 * @throws Error if it is not the JSON of an intent.
 */
export function parseIntent(json: string): Intent {
  const value: unknown = JSON.parse(json);
  if (typeof value !== "object" || value === null) throw new Error("it is not an object");
  const wrong = Object.entries(checks).filter(([field, isValid]) => !isValid((value as Fields)[field]));
  if (wrong.length > 0)
    throw new Error(`these fields are wrong: ${wrong.map(([field]) => field).join(", ")}`);
  return value as Intent;
}

type Fields = Record<string, unknown>;
