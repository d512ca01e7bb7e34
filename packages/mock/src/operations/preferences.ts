// oxlint-disable-next-line typescript/triple-slash-reference -- an ambient module has nothing to import, and packages that compile this one from source would miss it
/// <reference path="./parse-prefer-header.d.ts" />
import parsePreferHeader from "parse-prefer-header";
import { faults, findFault } from "../faults/faults.ts";
import { findScenario, scenarios } from "../life-cycle/scenarios.ts";

/** What a request asks of Prism and of the mock. */
export interface Preferences {
  /** The named example that Prism answers with. */
  example?: string;
  /** The status code that Prism answers with. */
  code?: number;
  /** Whether Prism invents the answer from the schema. */
  dynamic?: boolean;
  /** The seed of what Prism invents. */
  seed?: string;
  /** The scenario of the training that is created. */
  scenario?: string;
  /** The fault of this reply. */
  fault?: string;
}

const NONE: Preferences = {};
const QUERY_NAMES = ["example", "code", "dynamic", "seed"] as const;

/** Reads the header `Prefer`, or in its absence Prism's query parameters, such as `?__code=429`. */
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

/** Whether Prism is to choose the reply, not the life cycle. */
export function wantsPrism({ example, code, dynamic }: Preferences): boolean {
  return example !== undefined || code !== undefined || dynamic !== undefined;
}

/** Says what is wrong with the preferences, if anything is. */
export function complainOf({ code, scenario, fault }: Preferences): string | undefined {
  if (code !== undefined && !(code >= 100 && code <= 599))
    return "Prefer: code must be a status code of three digits.";
  if (scenario !== undefined && !findScenario(scenario))
    return `Prefer: there is no scenario "${scenario}". ${list(scenarios)}`;
  if (fault !== undefined && !findFault(fault))
    return `Prefer: there is no fault "${fault}". ${list(faults)}`;
  return undefined;
}

function list(all: readonly { name: string }[]): string {
  return `Choose one of: ${all.map(({ name }) => name).join(", ")}.`;
}
