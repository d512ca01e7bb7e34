import type { Runtime } from "../hosts/runtime.ts";
import type { Observation, ReportedError, Verdict } from "./case.ts";

type Tested = Pick<Runtime, "name" | "family">;

const TIMES = ["not sent", "sent once", "sent twice"];
const DENO_CONNECT = "client error (Connect)";
/** Names that reveal nothing about what happened. */
const ORDINARY_NAMES = new Set(["Error", "TypeError", "ConnectionError", "CreateOutcomeUnknownError"]);

/** Expects that the server received the create once, or at most `limit` times, and that the outcome is unknown. */
export function judgeUnknownOutcome(limit = 1) {
  return (observation: Observation, { family }: Tested): Verdict => {
    if (family === "browser") return judgeRefusal(observation);
    const { error, creates } = observation;
    return {
      cell: `${describeTimes(creates)}, unknown`,
      failure: findFailure({
        [`the server received ${creates} creates`]: creates < 1 || creates > limit,
        [`the client reported ${error?.name ?? "success"}`]: error?.name !== "CreateOutcomeUnknownError",
        "isSurelyNotSent is true": error?.isSurelyNotSent,
      }),
    };
  };
}

/** Expects the same of runtimes that use HTTP/2, and a training from the others. */
export function judgeHttp2(observation: Observation, runtime: Tested): Verdict {
  const isCreated = observation.error === undefined && observation.creates === 1;
  return isCreated ? { cell: "HTTP/1.1 only" } : judgeUnknownOutcome()(observation, runtime);
}

/** Expects a training, created by one request. */
export function judgeSuccess({ error, creates }: Observation): Verdict {
  return {
    cell: `${describeTimes(creates)}, created`,
    failure: findFailure({
      [`the client reported ${error?.name}`]: error,
      [`the server received ${creates} creates`]: creates !== 1,
    }),
  };
}

/** Expects nothing: shows what the runtime does without the client. */
export function judgePlainFetch({ creates }: Observation): Verdict {
  return { cell: describeTimes(creates) };
}

/** Expects that nothing is sent, and that these runtimes or families prove it. On others the outcome is unknown. */
export function judgeNotSent(...provers: readonly string[]) {
  return (observation: Observation, { name, family }: Tested): Verdict => {
    if (family === "browser") return judgeRefusal(observation);
    const { error, creates } = observation;
    const isProven = provers.includes(family) || provers.includes(name);
    const names = isProven ? ["ConnectionError", "ValidationError"] : ["CreateOutcomeUnknownError"];
    return {
      cell: [error?.isSurelyNotSent ? "not sent" : "unknown", ...listCodes(error)].join(": "),
      failure: findFailure({
        [`the server received ${creates} creates`]: creates !== 0,
        [`the client reported ${error?.name ?? "success"}`]: !error || !names.includes(error.name),
        [`isSurelyNotSent is ${error?.isSurelyNotSent}`]: error?.isSurelyNotSent !== isProven,
      }),
    };
  };
}

/** Expects that nothing is sent, as {@link judgeNotSent}, and that it is not tried again, because it would fail again. */
export function judgePermanent(...provers: readonly string[]) {
  const judge = judgeNotSent(...provers);
  return (observation: Observation, runtime: Tested): Verdict => {
    const { cell, failure } = judge(observation, runtime);
    const isTransient = provers.includes(runtime.family) && observation.error?.isTransient !== false;
    return { cell, failure: failure ?? findFailure({ "isTransient is not false": isTransient }) };
  };
}

/** In a browser, nothing is sent at all. */
function judgeRefusal({ error, creates }: Observation): Verdict {
  const names = ["UnsupportedRuntimeError", "ValidationError"];
  return {
    cell: `not sent: \`${error?.name}\``,
    failure: findFailure({
      [`the server received ${creates} creates`]: creates !== 0,
      [`the client reported ${error?.name ?? "success"}`]: !error || !names.includes(error.name),
      "isSurelyNotSent is false": !error?.isSurelyNotSent,
    }),
  };
}

function describeTimes(creates: number): string {
  return TIMES[creates] ?? `sent ${creates} times`;
}

/** Lists what identifies an error: the runtime's code, Deno's text, or the name of an error of the client. */
function listCodes(error: ReportedError | undefined): string[] {
  const { reported = [], cause, name } = error ?? {};
  const codes = reported.map(({ code }) => code).filter((code) => typeof code === "string");
  const texts = reported.some(({ message }) => message?.includes(DENO_CONNECT)) ? [DENO_CONNECT] : [];
  const names = [...reported.map(({ name }) => name), cause, name];
  const special = names.filter((each) => each !== undefined && !ORDINARY_NAMES.has(each));
  // Which of the two it is depends on the machine's resolver.
  const [first] = [...codes, ...texts, ...special].map((word) => (word === "EAI_AGAIN" ? "ENOTFOUND" : word));
  return first === undefined ? [] : [`\`${first}\``];
}

/** Returns the descriptions whose conditions hold, or `undefined` if none does. */
function findFailure(conditions: Readonly<Record<string, unknown>>): string | undefined {
  const failures = Object.entries(conditions).filter(([, holds]) => holds);
  return failures.map(([description]) => description).join(", ") || undefined;
}
