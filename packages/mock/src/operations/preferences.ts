// oxlint-disable-next-line typescript/triple-slash-reference -- an ambient module has nothing to import, and packages that compile this one from source would miss it
/// <reference path="./parse-prefer-header.d.ts" />
import parsePreferHeader from "parse-prefer-header";
import { faults, findFault } from "../faults/faults.ts";
import { findScenario, scenarios } from "../life-cycle/scenarios.ts";
import { explainMalformed, type MalformedPreference } from "./malformed-preferences.ts";

/** What a request prefers, by the header `Prefer` or Prism's query parameters. */
export interface Preferences {
  /** The named example of the response. */
  example?: string;
  /** The status code of the response. */
  code?: number;
  /** Whether Prism generates the response from the schema. */
  dynamic?: boolean;
  /** The seed of the generated response. */
  seed?: string;
  /** The scenario of the created training. */
  scenario?: string;
  /** The fault of the response. */
  fault?: string;
  /** Why Prism refuses the preferences, in its words. Absent if it does not. */
  malformed?: string;
}

const NONE: Preferences = {};
/** The preferences that Prism knows, in the order in which it checks them. */
const PRISM_NAMES = ["code", "dynamic", "seed", "example"] as const;
const THREE_DIGITS = /^\d{3}$/;

/** Reads the header `Prefer`, or, if it is absent or empty, Prism's query parameters such as `?__code=429`. */
export function readPreferences(header: string | undefined, query: string): Preferences {
  if (header !== undefined && header !== "") return decode(parsePreferHeader(header));
  return query.includes("__") ? decode(readQuery(query)) : NONE;
}

function readQuery(query: string): Record<string, unknown> {
  const parameters = new URLSearchParams(query);
  const entries = PRISM_NAMES.map((name): [string, unknown] => {
    const values = parameters.getAll(`__${name}`);
    return [name, values.length > 1 ? values : values[0]];
  });
  return Object.fromEntries(entries);
}

function decode(raw: Record<string, unknown>): Preferences {
  const malformed = PRISM_NAMES.flatMap((name) => findMalformed(name, raw[name]) ?? []);
  if (malformed.length > 0) return { malformed: explainMalformed(malformed) };
  const preferences: Preferences = {};
  const { example, code, dynamic, seed, scenario, fault } = raw;
  if (typeof example === "string" && example !== "") preferences.example = example;
  if (typeof code === "string") preferences.code = Number(code);
  if (typeof dynamic === "string") preferences.dynamic = dynamic === "true";
  if (typeof seed === "string") preferences.seed = seed;
  if (typeof scenario === "string") preferences.scenario = scenario;
  if (typeof fault === "string") preferences.fault = fault;
  return preferences;
}

function findMalformed(name: (typeof PRISM_NAMES)[number], value: unknown): MalformedPreference | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string") return { name, value, expected: "string" };
  if (name === "code" && !THREE_DIGITS.test(value)) return { name, value, expected: "a number" };
  if (name === "dynamic" && value !== "true" && value !== "false")
    return { name, value, expected: "a boolean" };
  return undefined;
}

/** Whether the caller chose the response. It then takes precedence over the life cycle. */
export function wantsPrism({ example, code, dynamic }: Preferences): boolean {
  return example !== undefined || code !== undefined || dynamic !== undefined;
}

/** Returns what is wrong with the preferences that only the mock knows, or undefined if they are valid. */
export function findPreferenceError({ scenario, fault }: Preferences): string | undefined {
  if (scenario !== undefined && !findScenario(scenario))
    return `Prefer: there is no scenario "${scenario}". ${list(scenarios)}`;
  if (fault !== undefined && !findFault(fault))
    return `Prefer: there is no fault "${fault}". ${list(faults)}`;
  return undefined;
}

function list(all: readonly { name: string }[]): string {
  return `Choose one of: ${all.map(({ name }) => name).join(", ")}.`;
}
