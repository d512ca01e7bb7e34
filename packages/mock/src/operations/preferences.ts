// oxlint-disable-next-line typescript/triple-slash-reference -- an ambient module has nothing to import, and packages that compile this one from source would miss it
/// <reference path="./parse-prefer-header.d.ts" />
import parsePreferHeader from "parse-prefer-header";
import { faults, findFault } from "../faults/faults.ts";
import { findScenario, scenarios } from "../life-cycle/scenarios.ts";

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
}

const NONE: Preferences = {};
const QUERY_NAMES = ["example", "code", "dynamic", "seed"] as const;

/** Reads the header `Prefer`, or, if it is absent, Prism's query parameters such as `?__code=429`. */
export function readPreferences(header: string | undefined, query: string): Preferences {
  if (header !== undefined) return decode(parsePreferHeader(header));
  return query.includes("__") ? decode(readQuery(query)) : NONE;
}

function readQuery(query: string): Record<string, unknown> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries(QUERY_NAMES.map((name) => [name, parameters.get(`__${name}`) ?? undefined]));
}

function decode(raw: Record<string, unknown>): Preferences {
  const preferences: Preferences = {};
  const { example, code, dynamic, seed, scenario, fault } = raw;
  if (typeof example === "string") preferences.example = example;
  if (typeof code === "string") preferences.code = Number(code);
  if (dynamic === "true" || dynamic === "false") preferences.dynamic = dynamic === "true";
  if (typeof seed === "string") preferences.seed = seed;
  if (typeof scenario === "string") preferences.scenario = scenario;
  if (typeof fault === "string") preferences.fault = fault;
  return preferences;
}

/** Whether the caller chose the response. It then takes precedence over the life cycle. */
export function wantsPrism({ example, code, dynamic }: Preferences): boolean {
  return example !== undefined || code !== undefined || dynamic !== undefined;
}

/** Returns what is wrong with the preferences, or undefined if they are valid. */
export function findPreferenceError({ code, scenario, fault }: Preferences): string | undefined {
  if (code !== undefined && !(code >= 100 && code <= 599))
    return "Prefer: code must be an HTTP status code from 100 to 599.";
  if (scenario !== undefined && !findScenario(scenario))
    return `Prefer: there is no scenario "${scenario}". ${list(scenarios)}`;
  if (fault !== undefined && !findFault(fault))
    return `Prefer: there is no fault "${fault}". ${list(faults)}`;
  return undefined;
}

function list(all: readonly { name: string }[]): string {
  return `Choose one of: ${all.map(({ name }) => name).join(", ")}.`;
}
