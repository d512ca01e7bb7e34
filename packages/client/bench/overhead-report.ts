import { statusResponse } from "./contract.ts";
import { startLoopback } from "./loopback.ts";
import { toTable } from "./markdown.ts";
import { measure } from "./measure.ts";
import { createSubjects } from "./subjects.ts";

const ROUNDS = 150;
const PEER = "openapi-fetch";

export async function reportOverhead(): Promise<string> {
  const body = JSON.stringify(statusResponse);
  const stub = async () => new Response(body, { headers: { "Content-Type": "application/json" } });
  const overStub = await measure(createSubjects("https://stub.example", stub), ROUNDS, 100);
  const loopback = await startLoopback(body);
  const overLoopback = await measure(createSubjects(loopback.url, undefined), ROUNDS, 20);
  await loopback.stop();
  return `## What a call costs

One status request after the other, with the documented response, in one process: over a stub \`fetch\` that responds at once,
and over a kept-alive connection to a server in another thread. CPU time of the calling thread, the mean of ${ROUNDS} rounds in
which the libraries take turns. Beside \`fetch\`, axios knows Node's http, its default there; that row compares transports as well. Only the client
checks the response, limits its size and time, redacts the key and, in \`getTrainingStatus\`, parses the log;
\`client.api.POST\` costs both that and openapi-fetch. Bars for \`getTrainingStatus\`: at most 1.5× of ${PEER}, and less
than axios.

${toTable(["", "stub", `against ${PEER}`, "loopback", `against ${PEER}`], toRows(overStub, overLoopback))}`;
}

type Times = Record<string, number>;

function toRows(overStub: Times, overLoopback: Times): string[][] {
  return Object.keys(overLoopback).map((name) => [
    name,
    ...toCells(overStub, name),
    ...toCells(overLoopback, name),
  ]);
}

function toCells(times: Times, name: string): string[] {
  const { [name]: own, [PEER]: peer } = times;
  if (own === undefined || peer === undefined) return ["", ""];
  return [`${own.toFixed(0)} µs`, `${(own / peer).toFixed(2)}×`];
}
