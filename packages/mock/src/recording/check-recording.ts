import { createContractReport, type ContractReport } from "../contract/contract-report.ts";
import type { Contract } from "../contract/contract.ts";
import { loadContract } from "../contract/load-contract.ts";
import { createRouter } from "../contract/router.ts";
import { createInspector } from "../http/proxy/inspection.ts";
import type { ProxiedExchange } from "../http/proxy/proxied-exchange.ts";
import { readHar } from "./read-har.ts";
import type { RecordedExchange } from "./recorded-exchange.ts";

/**
 * Compares a recording with the contract. Entries that address no operation of the contract do not count.
 *
 * @throws Error if the file is not a HAR file.
 */
export async function checkRecording(file: string): Promise<ContractReport> {
  return checkAgainst(await loadContract(), file);
}

/** Compares a recording with any contract. */
export async function checkAgainst(contract: Contract, file: string): Promise<ContractReport> {
  const { exchanges } = await readHar(file);
  const route = createRouter(contract.operations);
  const inspect = await createInspector(contract);
  const report = createContractReport(contract);
  for (const exchange of exchanges) {
    const { method, path } = exchange.request;
    const operationId = route(method, path)?.operation.iid;
    if (operationId === undefined) continue;
    const { violations } = await inspect(toProxied(exchange));
    report.add({ operationId, status: exchange.response.status, violations });
  }
  return report.read();
}

function toProxied({ request, response, startedMs = 0 }: RecordedExchange): ProxiedExchange {
  const { body } = response;
  return {
    request: { ...request, headers: withoutCoding(request.headers), body: toCaptured(request.body) },
    response: {
      ...response,
      headers: withoutCoding(response.headers),
      body: toCaptured(body ?? Buffer.alloc(0)),
    },
    startedMs,
    waitMs: 0,
    receiveMs: 0,
    ...(body === undefined && { endedEarly: "the recording does not contain its body" }),
  };
}

/** A recording contains bodies without their content coding. */
function withoutCoding({
  "content-encoding": _,
  ...headers
}: Record<string, string[]>): Record<string, string[]> {
  return headers;
}

function toCaptured(bytes: Buffer): ProxiedExchange["request"]["body"] {
  return { bytes, length: bytes.length };
}
