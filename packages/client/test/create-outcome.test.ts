import { readFileSync } from "node:fs";
import {
  AuthenticationError,
  ConnectionError,
  CreateOutcomeUnknownError,
  isSurelyNotSent,
  QuotaError,
  RateLimitError,
  SandboxError,
  UnexpectedResponseError,
  ValidationError,
} from "@dreambooth-sandbox/client";
import { describe, expect, test } from "vitest";
import { trainingStatusValues } from "../src/generated/statuses.ts";
import { impatientClock } from "./support/fake-clock.ts";
import { halfBody, reset, silence, startServer } from "./support/hostile-server.ts";
import { rejection } from "./support/rejection.ts";
import { created, ID, quietClient, request, stubFetch } from "./support/samples.ts";
import type { StubResponse } from "./support/samples.ts";

/** What a create came to: the class of its error, or `Object` for a training, and the training's id, if it is known. */
type Result = [type: unknown, trainingId?: string];
type Case = [response: StubResponse, ...Result];

/** A row of the README's table. */
interface Row {
  what: string;
  outcome: "created" | "refused" | "unknown";
  cases: Case[];
}

/** Status codes of refusals whose responses prove nothing about what the service did. */
const INCONCLUSIVE = [407, 408, 409, 425, 499];
const codesOf = (hundreds: number): number[] => Array.from({ length: 100 }, (_, i) => hundreds * 100 + i);
const conclusiveCodes = codesOf(4).filter((code) => !INCONCLUSIVE.includes(code));

/** Errors in the API's own form: with `message`, `messege`, and reasons for each field. */
const sentences = [
  { status: "error", message: "No." },
  { status: "failed", id: "", message: "No.", output: "" },
  { status: "error", messege: "No.", code: 1 },
];
const reasons = { status: "error", message: { prompt: ["The prompt field is required."] } };
const notApiErrors = ["", "<h1>Forbidden</h1>", '"No."', "[]", "{}", '{"error":"No."}', '{"message":"No."}'];
const anyBodies = [...sentences, reasons, ...notApiErrors];

const typesByCode = new Map<number, unknown>([
  [400, ValidationError],
  [401, AuthenticationError],
  [402, QuotaError],
  [403, QuotaError],
  [422, ValidationError],
  [429, RateLimitError],
]);
const typesByMessage = new Map<unknown, unknown>([
  ["Invalid Api Key", AuthenticationError],
  ["Rate limit exceeded", RateLimitError],
  ["Insufficient credits. Add some.", QuotaError],
  ["No.", UnexpectedResponseError],
  [reasons.message, ValidationError],
]);

const rows: Row[] = [
  {
    what: "2xx with `success` and a training id",
    outcome: "created",
    cases: [200, 201, 202].map((code) => [respond(created, code), Object, ID]),
  },
  {
    what: "4xx with an API error, except 407, 408, 409, 425, 499",
    outcome: "refused",
    cases: conclusiveCodes.flatMap((code) => [
      ...sentences.map((body): Case => [
        respond(body, code),
        typesByCode.get(code) ?? UnexpectedResponseError,
      ]),
      [respond(reasons, code), typesByCode.get(code) ?? ValidationError],
    ]),
  },
  {
    what: "429 with an API error",
    outcome: "refused",
    cases: sentences.map((body) => [respond(body, 429), RateLimitError]),
  },
  {
    what: "4xx with anything else",
    outcome: "unknown",
    cases: conclusiveCodes.flatMap((code) => [
      ...notApiErrors.map((body) => unknownAfter(body, code)),
      unknownAfter(created, code, ID),
    ]),
  },
  {
    what: "407, 408, 409, 425, 499",
    outcome: "unknown",
    cases: INCONCLUSIVE.flatMap((code) => anyBodies.map((body) => unknownAfter(body, code))),
  },
  {
    what: "3xx",
    outcome: "unknown",
    cases: codesOf(3).map((code) => unknownAfter(code === 304 ? null : anyBody(code), code)),
  },
  {
    what: "5xx",
    outcome: "unknown",
    cases: codesOf(5).map((code) => unknownAfter(anyBody(code), code)),
  },
  {
    what: "200 with an API error",
    outcome: "refused",
    cases: [...typesByMessage].flatMap(([message, type]) =>
      ["error", "failed"].map((status): Case => [respond({ status, message }, 200), type]),
    ),
  },
  {
    what: '200 with the API error "Failed, Try Again"',
    outcome: "unknown",
    cases: ["Failed, Try Again", "failed, try again.", " Failed, Try Again "].flatMap((message) => [
      unknownAfter({ status: "failed", id: "", message, output: "" }, 200),
      unknownAfter({ status: "error", messege: message }, 200),
    ]),
  },
  {
    what: "an unreadable body",
    outcome: "unknown",
    cases: [
      ...notApiErrors.map((body) => unknownAfter(body, 200)),
      unknownAfter(JSON.stringify(created).slice(0, -1), 200, ID),
      unknownAfter(`<b>Warning</b>: mkdir()\n${JSON.stringify(created)}`, 200, ID),
      unknownAfter('Warning {"training_id" : 77}', 200, "77"),
    ],
  },
  {
    what: "a contradictory body",
    outcome: "unknown",
    cases: [
      unknownAfter({ status: "success", messege: "deploying_gpu" }, 200),
      unknownAfter({ status: "success", message: "Invalid Api Key" }, 200),
      ...[200, 400, 401].flatMap((code) => [
        unknownAfter({ status: "error", message: "No.", training_id: ID }, code, ID),
        unknownAfter({ status: "failed", message: "No.", model_id: 77 }, code, "77"),
        ...trainingStatusValues.map((messege) => unknownAfter({ status: "error", messege }, code)),
      ]),
    ],
  },
  {
    what: "the request surely was not sent",
    outcome: "refused",
    cases: ["CERT_HAS_EXPIRED", "ECONNREFUSED", "ENOTFOUND"].map((code) => [
      new TypeError("fetch failed", { cause: { code } }),
      ConnectionError,
    ]),
  },
  {
    what: "the connection was lost, or a timeout or your signal ended the request",
    outcome: "unknown",
    cases: ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", undefined].map((code) => [
      new TypeError("fetch failed", { cause: { code } }),
      CreateOutcomeUnknownError,
    ]),
  },
];

function respond(body: unknown, status: number): Response {
  return new Response(typeof body === "string" || body === null ? body : JSON.stringify(body), { status });
}

function unknownAfter(body: unknown, status: number, ...trainingId: [] | [string]): Case {
  return [respond(body, status), CreateOutcomeUnknownError, ...trainingId];
}

function anyBody(index: number): unknown {
  return anyBodies[index % anyBodies.length];
}

/** Sends a create that gets one response. By default the client may retry, which it must not do after an unknown outcome. */
async function observe(response: StubResponse, maxRetries = 3): Promise<Result> {
  const { fetch, calls } = stubFetch([response, new Error("was sent twice")]);
  const client = quietClient({ fetch, maxRetries, clock: impatientClock });
  const { trainingId, constructor } = await client
    .createTraining(request)
    .catch((error: SandboxError) => error);
  const sent = calls.length === 1 ? constructor : `sent ${calls.length} times`;
  return trainingId === undefined ? [sent] : [sent, trainingId];
}

describe("the outcome of a create", () => {
  test.each(rows)("$what: $outcome", async ({ outcome, cases }) => {
    const maxRetries = outcome === "refused" ? 0 : 3;
    for (const [response, ...expected] of cases)
      expect(await observe(response, maxRetries)).toEqual(expected);
  });

  test("agrees in every case with the class of the error", () => {
    for (const { outcome, cases } of rows) {
      const isUnknown = cases.map(([, type]) => type === CreateOutcomeUnknownError);
      expect([outcome, new Set(isUnknown)]).toEqual([outcome, new Set([outcome === "unknown"])]);
    }
  });

  test("is in a table of the README with exactly these rows", () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    const [section = ""] = readme.split("## Outcome of a create\n")[1]?.split("\n## ") ?? [];
    const table = Array.from(section.matchAll(/^\| (.+?) +\| (.+?) +\|/gm), ([, ...cells]) => cells);
    expect(table.slice(2)).toEqual(rows.map(({ what, outcome }) => [what, outcome]));
  });

  test("is a training after 429, when the client sends the create again", async () => {
    const { fetch, calls } = stubFetch([respond(sentences[0], 429), Response.json(created)]);
    const client = quietClient({ fetch, clock: impatientClock });
    expect(await client.createTraining(request)).toMatchObject({ trainingId: ID });
    expect(calls).toHaveLength(2);
  });

  test.each([
    ["the connection was lost", reset],
    ["the response was cut off", halfBody],
  ])("is unknown on a real socket when %s", async (_, respond) => {
    await using server = await startServer(respond);
    const client = quietClient({ baseUrl: server.url, clock: impatientClock });
    expect(await rejection(client.createTraining(request))).toBeInstanceOf(CreateOutcomeUnknownError);
    expect(server.bodies).toHaveLength(1);
  });

  test("is unknown after a timeout, and after the caller's abort", async () => {
    await using server = await startServer(silence);
    const client = quietClient({ baseUrl: server.url });
    const controller = new AbortController();
    const outcome = rejection(client.createTraining(request, { signal: controller.signal }));
    await server.received;
    controller.abort("enough");
    expect(await outcome).toMatchObject({ code: "create_outcome_unknown", cause: "enough" });
    const late = await rejection(client.createTraining(request, { timeoutMs: 1 }));
    expect(late).toMatchObject({ code: "create_outcome_unknown", cause: { code: "timeout" } });
  });
});

describe("isSurelyNotSent", () => {
  test("is true only for what was not sent", async () => {
    for (const { what, outcome, cases } of rows.filter(({ outcome }) => outcome !== "created")) {
      const [[response] = [new Error("no case")]] = cases;
      const { fetch } = stubFetch([response]);
      const error = await rejection(quietClient({ fetch, maxRetries: 0 }).createTraining(request));
      const expected = what === "the request surely was not sent";
      expect([what, outcome, isSurelyNotSent(error)]).toEqual([what, outcome, expected]);
    }
    const invalid = await rejection(quietClient({}).createTraining({ ...request, images: [] }));
    expect(isSurelyNotSent(invalid)).toBe(true);
  });
});

describe("an unknown outcome names the training", () => {
  test.each([
    ["as a string", { training_id: ID }, ID],
    ["as a number", { training_id: 4711 }, "4711"],
    ["as a large number", { training_id: 2 ** 60 }, String(2 ** 60)],
    ["under its other name", { model_id: ID }, ID],
    ["deep inside", { data: [[{ result: { training_id: 4711 } }]] }, "4711"],
    ["by the first id that is not empty", { training_id: "", data: { model_id: ID, training_id: "b" } }, ID],
  ])("%s", async (_, fields, trainingId) => {
    for (const status of [200, 400, 409, 500]) {
      expect(await observe(respond(fields, status))).toEqual([CreateOutcomeUnknownError, trainingId]);
      expect(await observe(respond([fields], status))).toEqual([CreateOutcomeUnknownError, trainingId]);
    }
  });

  test("only if it is an id", async () => {
    for (const training_id of [{ a: 1 }, null, true, "", 1.5, 1e30])
      expect(await observe(respond({ training_id }, 500))).toEqual([CreateOutcomeUnknownError]);
  });

  test("but not one that a sentence mentions, or that is cut off", async () => {
    const texts = [
      JSON.stringify({ a: JSON.stringify(created) }),
      '{"training_id": 47',
      '{"training_id":"F5jv',
    ];
    for (const text of texts) expect(await observe(respond(text, 500))).toEqual([CreateOutcomeUnknownError]);
  });

  test("inside a body of any depth and size", async () => {
    const deep = `${"[".repeat(20_000)}{"training_id":"${ID}"}${"]".repeat(20_000)}`;
    const wide = JSON.stringify([Array.from({ length: 150_000 }, () => 1), { training_id: ID }]);
    for (const body of [deep, wide])
      expect(await observe(respond(body, 500))).toEqual([CreateOutcomeUnknownError, ID]);
  });
});
