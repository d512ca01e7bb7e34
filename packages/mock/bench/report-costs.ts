import { PEERS } from "./install-peers.ts";
import type { Costs } from "./measure-costs.ts";

const NAMES: Record<string, string> = {
  constant: "`node:http`, a constant",
  mock: "**this mock**",
  prism: "`prism mock`",
  scalar: `@scalar/mock-server ${PEERS["@scalar/mock-server"]}`,
  msw: `msw ${PEERS.msw}, behind Hono's server`,
};

/** Returns the section about what each server costs. */
export function reportCosts(costs: Record<string, Costs>): string {
  const { constant, mock, prism } = costs;
  if (!constant || !mock || !prism) throw new Error("A server was not measured.");
  const rows = Object.entries(costs).map(([name, own]) => renderRow(NAMES[name] ?? name, own, constant));
  const request = (mock.requestCpuUs / constant.requestCpuUs).toFixed(2);
  const start = ((mock.startCpuMs / prism.startCpuMs) * 100).toFixed(0);
  return `## Processor time and memory

Processor time of a status request over 10 connections and until the first response, and resident memory after half
of the given number of status requests and after all of them. Each server runs as its users start it; this mock and Prism write their log. msw does not
read contracts: it has one handler, which sends a constant.

| | a request, µs | to the constant | start, ms | half, MB | all, MB | requests |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join("\n")}

- A status request takes ${request} times the processor time of the constant. The bar is 2.5.
- The start takes ${start} % of that of \`prism mock\`. The bar is 60 %.
- Memory is ${round(mock.memoryMb[1])} MB after ${round(mock.memoryRequests)} requests. The bar is 250 MB.
`;
}

function round(figure: number): string {
  return Math.round(figure).toLocaleString("en");
}

function renderRow(name: string, costs: Costs, constant: Costs): string {
  const ratio = `${(costs.requestCpuUs / constant.requestCpuUs).toFixed(2)}×`;
  const [half, all] = costs.memoryMb;
  const figures = [costs.startCpuMs, half, all, costs.memoryRequests].map(round);
  return `| ${[name, round(costs.requestCpuUs), ratio, ...figures].join(" | ")} |`;
}
