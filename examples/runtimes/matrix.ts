import type { Case, Observation, ReportedError, Verdict } from "./cases/case.ts";
import { endedExchanges } from "./cases/ended-exchanges.ts";
import { failedConnects } from "./cases/failed-connects.ts";
import type { Restriction, Runtime, Site } from "./hosts/runtime.ts";
import type { Certificates } from "./servers/certificates.ts";
import type { RawRequest } from "./servers/read-requests.ts";
import type { Target } from "./servers/target.ts";

export const cases: readonly Case[] = [...endedExchanges, ...failedConnects];
const restrictions: readonly (Restriction | undefined)[] = [undefined, "no route", "no descriptors"];

export interface CaseResult extends Verdict {
  case: Case;
}

/** Runs all cases that apply to a runtime. */
export async function runMatrix(
  runtime: Runtime,
  binary: string,
  site: Site,
  certificates: Certificates,
  canRestrictRoutes: boolean,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const restriction of restrictions) {
    if (restriction === "no route" && !canRestrictRoutes) continue;
    const selected = cases.filter(
      (each) => each.restriction === restriction && (each.families?.includes(runtime.family) ?? true),
    );
    if (selected.length > 0)
      results.push(...(await runTogether(runtime, binary, site, certificates, selected)));
  }
  return results;
}

/** Runs cases at the same time, in one process of the runtime, each against a server of its own. */
async function runTogether(
  runtime: Runtime,
  binary: string,
  site: Site,
  certificates: Certificates,
  selected: readonly Case[],
): Promise<CaseResult[]> {
  const targets = await Promise.all(selected.map(async (each) => each.start(certificates)));
  try {
    const inputs = selected.map(({ input }, i) => ({ ...input, baseUrl: targets[i]?.url }));
    const reports = await runtime.call(binary, site, "runCases", inputs, selected[0]?.restriction);
    return selected.map((each, i) => judge(each, runtime, (reports as Report[])[i], targets[i]));
  } finally {
    await Promise.all(targets.map(async (target) => target.close()));
  }
}

interface Report {
  error?: ReportedError;
}

function judge(
  each: Case,
  runtime: Runtime,
  report?: Report,
  target?: Target & { requests?: RawRequest[] },
): CaseResult {
  const observation: Observation = { ...report, creates: target?.countCreates() ?? 0 };
  const verdict = each.judge(observation, runtime);
  const failure = verdict.failure ?? findWrongRequest(each, target?.requests);
  return { ...verdict, failure, case: each };
}

/** Every request announces its length, so that no gateway refuses it. A warm case reuses a connection. */
function findWrongRequest({ input }: Case, requests?: readonly RawRequest[]): string | undefined {
  if (requests === undefined) return undefined;
  const posts = requests.filter(({ method }) => method === "POST");
  if (posts.some(({ headers }) => headers.has("transfer-encoding") || !headers.has("content-length")))
    return "a request is chunked, or has no Content-Length";
  const isReused = requests.some(({ isOnWarmConnection }) => isOnWarmConnection);
  return input?.isWarm && !isReused ? "no request reused a connection" : undefined;
}
