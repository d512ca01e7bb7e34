import { createRequire } from "node:module";
import { createInstance, getHttpOperationsFromSpec, type IHttpConfig } from "@stoplight/prism-http";
import { silentLogger } from "../src/prism/silent-logger.ts";

const REQUESTS = 3_000;
const CONFIG = {
  isProxy: false,
  validateRequest: true,
  validateResponse: true,
  checkSecurity: true,
  errors: false,
  upstreamProxy: undefined,
} as const;

/** Microseconds that Prism's library takes for one status request, complete and without one of its parts. */
export interface PrismShare {
  wholeUs: number;
  withoutRequestValidationUs: number;
  withoutResponseValidationUs: number;
  withoutBothUs: number;
}

export async function measurePrismShare(): Promise<PrismShare> {
  const contract = createRequire(import.meta.url).resolve("@dreambooth-sandbox/openapi/openapi.yaml");
  const operations = await getHttpOperationsFromSpec(contract);
  const prism = createInstance({ ...CONFIG, mock: { dynamic: false } }, { logger: silentLogger });
  const request = {
    method: "post" as const,
    url: { path: "/api/sandbox/v3/fine_tune_status/F5jvdzGnYi" },
    headers: { "content-type": "application/json", "content-length": "19" },
    body: { key: "benchmark" },
  };

  async function time(change: Partial<IHttpConfig>): Promise<number> {
    const send = () =>
      prism.request(request, operations, { ...CONFIG, mock: { dynamic: false }, ...change } as IHttpConfig)();
    for (let warm = 0; warm < REQUESTS / 3; warm += 1) await send();
    const startedMs = performance.now();
    for (let count = 0; count < REQUESTS; count += 1) await send();
    return ((performance.now() - startedMs) * 1000) / REQUESTS;
  }

  return {
    wholeUs: await time({}),
    withoutRequestValidationUs: await time({ validateRequest: false }),
    withoutResponseValidationUs: await time({ validateResponse: false }),
    withoutBothUs: await time({ validateRequest: false, validateResponse: false }),
  };
}
