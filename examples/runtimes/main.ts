import { rm } from "node:fs/promises";
import { createMock } from "@dreambooth-sandbox/mock";
import { installPackedClient, installRuntime } from "./install.ts";
import { type Runtime, runtimes, type Site } from "./runtimes.ts";

/** A training's half hour in about two seconds. */
const SPEED = 1000;

type Outcome = "passed" | "failed" | "skipped";

async function report(runtime: Runtime, site: Site): Promise<Outcome> {
  const binary = await installRuntime(runtime);
  if (binary === undefined) {
    console.log(`skipped  ${runtime.name}: ${runtime.package ?? "/usr/bin/chromium"} could not be installed`);
    return "skipped";
  }
  try {
    const { status } = JSON.parse(await runtime.train(binary, site));
    if (status !== "model_ready") throw new Error(`expected the status model_ready, got ${status}`);
    console.log(`passed   ${runtime.name}`);
    return "passed";
  } catch (error) {
    console.log(`failed   ${runtime.name}: ${String(error)}`);
    return "failed";
  }
}

await using mock = await createMock({ speed: SPEED });
const { url } = await mock.listen();
const folder = await installPackedClient();
try {
  const outcomes: Outcome[] = [];
  for (const runtime of runtimes)
    outcomes.push(await report(runtime, { folder, baseUrl: url, speed: SPEED }));
  const count = (outcome: Outcome) => outcomes.filter((each) => each === outcome).length;
  console.log(`${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`);
  if (count("failed") > 0) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true });
}
