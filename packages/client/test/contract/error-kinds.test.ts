import * as client from "@dreambooth-sandbox/client";
import { SandboxError } from "@dreambooth-sandbox/client";
import { expect, test } from "vitest";
import { findErrorResponse, findExample, findOperation } from "../support/contract.ts";
import { createRecordingService } from "../support/recording-service.ts";
import { rejection } from "../support/rejection.ts";
import { ID, quietClient } from "../support/samples.ts";

// Each test is named after the entry of `http/error-kinds.ts` that it is about. Statuses and messages come from the
// contract's examples.

interface Kind {
  name: string;
  /** The contract's shared error responses that mean it. */
  responses: string[];
  /** The contract's shared examples, under HTTP 200, that mean it. */
  examples: string[];
  /** What the error's message must advise. */
  advice: RegExp;
}

const kinds: Kind[] = [
  {
    name: "AuthenticationError",
    responses: ["Unauthorized"],
    examples: ["invalid_api_key"],
    advice: /API key\.$/,
  },
  {
    name: "RateLimitError",
    responses: ["TooManyRequests"],
    examples: ["rate_limit_exceeded"],
    advice: /Wait .*\.$/,
  },
  {
    name: "QuotaError",
    responses: ["PaymentRequired", "Forbidden"],
    examples: [],
    advice: /credits.*plan\.$/,
  },
  {
    name: "TrainingNotFoundError",
    responses: ["NotFound"],
    examples: ["training_id_not_found"],
    advice: /training id\.$/,
  },
  {
    name: "ValidationError",
    responses: ["BadRequest"],
    examples: ["fields_refused"],
    advice: /Correct .*\.$/,
  },
  {
    name: "UnexpectedResponseError",
    responses: ["InternalServerError", "ServiceUnavailable"],
    examples: ["failed_try_again"],
    advice: /try again later\.$/,
  },
];
/** The contract does not list this code, which the service's framework uses for rejected fields. */
const UNLISTED_REJECTION = 422;

const { errorCodes } = findOperation("getTrainingStatus");

for (const { name, responses, examples, advice } of kinds) {
  const row = `error kind ${name}`;
  const classes = client as unknown as Record<string, new () => Error>;

  test(`${row} class: is that of the contract's examples`, async () => {
    const errors = [
      ...responses.map((response) => errorOf(findErrorResponse(response), errorCodes[response])),
      ...examples.map((example) => errorOf(findExample(example), 200)),
    ];
    for (const error of await Promise.all(errors)) {
      expect(error).toBeInstanceOf(classes[name]);
      expect(error).toMatchObject({ trainingId: ID, serviceMessage: expect.stringMatching(/./) });
    }
  });

  for (const response of responses) {
    test(`${row} status ${errorCodes[response]}: decides, whatever the message of a well-formed error is`, async () => {
      for (const message of ["Something else", "Rate limit exceeded", "Invalid api key"]) {
        const error = await errorOf({ ...findErrorResponse(response), message }, errorCodes[response]);
        expect(error).toMatchObject({ name, httpStatus: errorCodes[response], serviceMessage: message });
      }
    });
  }

  const sentences = [...responses.map(findErrorResponse), ...examples.map(findExample)].map(messageOf);
  const known = new Set(sentences.map((sentence) => sentence.toLowerCase().replace(/\.$/, "")));
  for (const sentence of name === "ValidationError" || name === "UnexpectedResponseError" ? [] : known) {
    test(`${row} message ${JSON.stringify(sentence)}: decides in an error under HTTP 200`, async () => {
      for (const message of [sentence, sentence.toUpperCase(), `${sentence}.`, `${sentence}: 7`]) {
        expect(await errorOf({ status: "error", message }, 200)).toMatchObject({ name });
      }
      const shorter = sentence.slice(0, -1);
      expect(await errorOf({ status: "error", message: shorter }, 200)).not.toMatchObject({ name });
    });
  }

  test(`${row} advice: ends the message`, async () => {
    for (const response of responses)
      expect((await errorOf(findErrorResponse(response), errorCodes[response])).message).toMatch(advice);
  });
}

test(`error kind ValidationError status ${UNLISTED_REJECTION}: decides in a well-formed error`, async () => {
  const body = findErrorResponse("BadRequest");
  expect(await errorOf(body, UNLISTED_REJECTION)).toMatchObject({ name: "ValidationError" });
});

test("every shared error response of the contract belongs to one kind of error", () => {
  const listed = kinds.flatMap(({ responses }) => responses);
  expect(listed.toSorted()).toEqual(Object.keys(errorCodes).toSorted());
});

/** Returns the error of a status request whose response has this body. */
async function errorOf(body: object, status = 0): Promise<SandboxError> {
  const { fetch } = createRecordingService([Response.json(body, { status })]);
  const error = await rejection(quietClient({ fetch, maxRetries: 0 }).getTrainingStatus(ID));
  expect(error).toBeInstanceOf(SandboxError);
  return error as SandboxError;
}

function messageOf({ message, messege }: Readonly<Record<string, unknown>>): string {
  return String(message ?? messege);
}
