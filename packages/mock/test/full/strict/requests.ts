import { gzipSync } from "node:zlib";
import { constant, constantFrom, json, oneof, record, sample, string, type Arbitrary } from "fast-check";
import type { Contract } from "../../../src/contract/contract.ts";
import { CREATE, STATUS, trainingRequest } from "../../training-request.ts";
import type { RawRequest } from "./exchange.ts";

type Weighted<Value> = [weight: number, arbitrary: Arbitrary<Value>];

/** Generates requests for a mock: mostly close to valid ones, because those reach all of its code. */
export function generateRequests(contract: Contract, count: number, seed: number): RawRequest[] {
  return sample(requests(contract), { numRuns: count, seed });
}

function requests(contract: Contract): Arbitrary<RawRequest> {
  return record({
    method: mostly("POST", ["GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND"]),
    target: record({ path: paths(contract), query: queries }).map(({ path, query }) => path + query),
    accept: accepts,
    contentType: contentTypes,
    prefer: preferences(contract),
    encoding: mostly<string | undefined>(undefined, ["identity", "gzip"]),
    body: bodies,
    chunked: mostly(false, [true]),
  }).map(({ method, target, accept, contentType, prefer, encoding, body, chunked }) => ({
    method,
    target,
    headers: definedOnly({ accept, "content-type": contentType, prefer, "content-encoding": encoding }),
    body: body !== undefined && encoding === "gzip" ? gzipSync(body) : body,
    chunked,
  }));
}

function paths({ documentedId }: Contract): Arbitrary<string> {
  const id = string({ minLength: 1, maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed()));
  const known = [CREATE, `${STATUS}/${documentedId}`, `${STATUS}/abc`];
  const strange = [
    "/",
    "/nowhere",
    `${CREATE}/`,
    `/${CREATE}`,
    CREATE.toUpperCase(),
    CREATE.replace("v3", "v3/../v3/."),
    CREATE.replace("fine", "%66ine"),
    CREATE.replace("fine", "fi%zzne"),
    `${CREATE}//`,
    `${STATUS}/`,
    `${STATUS}/a/b`,
    `${STATUS}/{training_id}`,
    `${STATUS}/%7Btraining_id%7D`,
    `${STATUS}/%2F..%2f`,
    `${STATUS}/%`,
    `${STATUS}/a%20b?x`,
    `${STATUS}/a;b=c,d`,
    `${STATUS}/é`.replace("é", "%C3%A9"),
  ];
  return weighted([
    [70, constantFrom(...known)],
    [15, constantFrom(...strange)],
    [15, id.map((text) => `${STATUS}/${text}`)],
  ]);
}

const queries = mostly("", [
  "?",
  "?a=b",
  "?__code=200",
  "?__code=401",
  "?__code=418",
  "?__code=abc",
  "?__code=",
  "?__code=401&__code=402",
  "?__example=nope",
  "?__example=",
  "?__example=rate_limit_exceeded",
  "?__dynamic=false",
  "?__dynamic=maybe",
  "?__server=https://stablediffusionapi.com",
  "?__server=https://elsewhere.invalid",
  "?__server=",
]);

const accepts = weighted<string | undefined>([
  [50, constantFrom(undefined, "*/*", "application/json")],
  [
    30,
    constantFrom(
      "text/html",
      "text/html, application/json;q=0.5",
      "application/*",
      "application/problem+json",
      "application/json;q=0",
      "*/*;q=0",
      "application/json; version=1",
      "application/xml, */*;q=0.1",
      "APPLICATION/JSON",
      "text/html;level=1, text/plain",
      "",
    ),
  ],
  [6, constantFrom("*", "text/html, *", "json", "text/html,", "text/html;q", "a/b/c", ";", "text/ html")],
]);

const contentTypes = weighted<string | undefined>([
  [70, constantFrom("application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8")],
  [
    25,
    constantFrom(
      undefined,
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "multipart/form-data",
      "application/xml",
      "APPLICATION/JSON",
      "application/vnd.api+json",
      "application/json-seq",
      "application/problem+json",
      "text/json",
      "*/*",
      "application/json ; a=b",
      'application/json; a="b;c"',
    ),
  ],
  [
    5,
    constantFrom(
      "application/json; charset=iso-8859-1",
      "application/json; charset=utf-16le",
      "application/json; charset=nonsense",
      "application/json;",
      "application/json; charset",
      "json",
      "/",
      "application/",
      "a b/c",
      "application/json, text/plain",
    ),
  ],
]);

function preferences({ operations }: Contract): Arbitrary<string | undefined> {
  const responses = operations.flatMap((operation) => operation.responses);
  const codes = responses.map(({ code }) => `code=${code}`);
  const examples = responses.flatMap(({ contents = [] }) =>
    contents.flatMap(({ examples = [] }) => examples.map(({ key }) => `example=${key}`)),
  );
  const one = constantFrom(...codes, ...examples);
  const strange = [
    "code=418",
    "code=99",
    "code=1000",
    "code=abc",
    "code",
    'code="401"',
    "code=401; example=x",
    "CODE=402",
    "_code=402",
    "dynamic",
    "dynamic=yes",
    "dynamic=false",
    "dynamic=true",
    "dynamic=true, code=429",
    "dynamic=true, seed=7",
    "seed",
    "seed=7",
    "example",
    "example=nope",
    'example="',
    "code=abc, dynamic=abc, example, seed",
    "respond-async, wait=10",
    "return=minimal",
    ";;,=",
    ",",
    "",
    "scenario=nope",
    "scenario=slow",
    "fault=nope",
    "fault=unavailable",
  ];
  return weighted<string | undefined>([
    [60, constant(undefined)],
    [12, one],
    [8, record({ one, other: one }).map(({ one, other }) => `${one}, ${other}`)],
    [20, constantFrom(...strange)],
  ]);
}

const values = constantFrom<unknown>(
  "",
  " ",
  "x",
  3,
  2.5,
  null,
  true,
  [],
  {},
  ["x"],
  "2000",
  "2001",
  "é",
  "\ud800",
);
const changedFields = record({
  name: constantFrom(...Object.keys(trainingRequest), "unknown", "__proto__"),
  value: values,
  remove: constantFrom(true, false, false),
}).map(({ name, value, remove }) => {
  const entries = Object.entries<unknown>(trainingRequest).filter(([field]) => field !== name);
  return toBuffer(JSON.stringify(Object.fromEntries(remove ? entries : [...entries, [name, value]])));
});
const keys = constantFrom("k", "", "invalid", "no-credits", "rate-limited", "clé-🔑");
const images = constantFrom(
  ...[0, 1, 30, 31, 200].map((length) =>
    Array.from({ length }, (_, index) => `https://example.com/${index}.png`),
  ),
  ["ftp://example.com/a.png"],
  ["é"],
  Array.from({ length: 300 }, () => "not-a-url"),
);

const bodies = weighted<Buffer | undefined>([
  [30, constant(toBuffer(JSON.stringify(trainingRequest)))],
  [10, keys.map((key) => toBuffer(JSON.stringify({ ...trainingRequest, key })))],
  [10, images.map((list) => toBuffer(JSON.stringify({ ...trainingRequest, images: list })))],
  [25, changedFields],
  [8, json().map(toBuffer)],
  [3, constant(undefined)],
  [6, constantFrom("", " ", "null", "0", "false", '""', "[]", "{}", '"text"', "1e400").map(toBuffer)],
  [
    4,
    constantFrom("{", '{"key":"k"}}', "key=k&images=x", "\ufeff{}", "<xml/>", '{"key":"\\ud800"}').map(
      toBuffer,
    ),
  ],
  [2, constant(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))],
  [2, constant(Buffer.from('{"key":"caf\xe9"}', "latin1"))],
]);

function toBuffer(text: string): Buffer {
  return Buffer.from(text);
}

function mostly<Value>(usual: Value, others: Value[]): Arbitrary<Value> {
  return weighted([
    [85, constant(usual)],
    [15, constantFrom(...others)],
  ]);
}

function weighted<Value>(choices: Weighted<Value>[]): Arbitrary<Value> {
  return oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

function definedOnly(headers: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
