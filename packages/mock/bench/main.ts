import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { measureCosts } from "./measure-costs.ts";
import { measureCrowd } from "./measure-crowd.ts";
import { measureHttp } from "./measure-http.ts";
import { measureInProcess } from "./measure-in-process.ts";
import { measurePrismShare } from "./measure-prism-share.ts";
import { reportCosts } from "./report-costs.ts";

const costs = await measureCosts();
const http = await measureHttp();
const share = await measurePrismShare();
const crowd = await measureCrowd();
const inProcess = await measureInProcess();

const { prism, mock } = http;
const whole = (figure: number): string => Math.round(figure).toLocaleString("en");
const times = (figure: number, of: number): string => `${(figure / of).toFixed(2)}×`;
const us = (figure: number): string => `${whole(figure)} µs`;
const machine = `${availableParallelism()} cores, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
const perRequestUs = 1e6 / prism.statusPerSecond;

const report = `# Benchmark

Written by \`pnpm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}. \`prism mock\` and this mock
serve the same contract, on the same machine, in one run and in turns; medians. Compare the ratios: the figures
depend on the machine, and on what else it did.

| | \`prism mock\` | mock | ratio | bar |
| --- | ---: | ---: | ---: | --- |
| status requests a second, HTTP, 10 connections | ${whole(prism.statusPerSecond)} | ${whole(mock.statusPerSecond)} | ${times(mock.statusPerSecond, prism.statusPerSecond)} | at least 2× |
| status requests a second, in process | ${whole(prism.statusPerSecond)} | ${whole(inProcess.statusPerSecond)} | ${times(inProcess.statusPerSecond, prism.statusPerSecond)} | at least 8× |
| from start to first response, ms | ${whole(prism.startMs)} | ${whole(mock.startMs)} | ${times(mock.startMs, prism.startMs)} | at most 1× |
| the same without Node's compile cache, as the first time | ${whole(prism.firstStartMs)} | ${whole(mock.firstStartMs)} | ${times(mock.firstStartMs, prism.firstStartMs)} | |
| peak memory after 5,000 status requests, MB | ${whole(prism.peakMemoryMb)} | ${whole(mock.peakMemoryMb)} | ${times(mock.peakMemoryMb, prism.peakMemoryMb)} | at most 1× |

In process, 1,000,000 status requests left the heap at ${inProcess.heapAfterMb.toFixed(1)} MB, from ${inProcess.heapBeforeMb.toFixed(1)} MB before them.

${whole(crowd.trainings)} trainings watched at once over HTTP: ${whole(crowd.finished)} reached \`model_ready\`, with ${whole(crowd.requests)} requests in ${whole(crowd.seconds)} s.

${reportCosts(costs)}
## Prism's share

\`prism mock\` takes ${us(perRequestUs)} for a status request. Prism's library alone takes ${us(share.wholeUs)} of it:

| | time |
| --- | ---: |
| validating the request | ${us(share.wholeUs - share.withoutRequestValidationUs)} |
| validating the response | ${us(share.wholeUs - share.withoutResponseValidationUs)} |
| routing, choosing the example, security | ${us(share.withoutBothUs)} |

The rest is its HTTP server and its log, which has several lines per request. Prism's response depends only on the
request and its preferences, so each distinct request reaches Prism once, and this mock keeps the response in a bounded
cache. It has its own server and log. Both load Prism, which is most of the start time; this mock loads a bundle of the parts that
it uses.
`;

await writeFile(join(import.meta.dirname, "../BENCHMARK.md"), report);
console.log(report);
