import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { explainOldNode, OLDEST_NODE } from "../src/node-version.ts";
import { createMock, faults, scenarios } from "@dreambooth-sandbox/mock";
import manifest from "../package.json" with { type: "json" };
import { create, CREATE, post, STATUS, status, trainingRequest } from "./training-request.ts";

const MAIN = join(import.meta.dirname, "../src/main.ts");
const KEY = "sk-very-secret-key";
let running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running = [];
});

function run(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  return child;
}

/** Starts the command and waits for its readiness line. */
async function start(...args: string[]) {
  const child = run("--port", "0", ...args);
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  const exited = failAtExit(child);
  // Most tests end the command themselves.
  exited.catch(() => {});
  /** Resolves with the first line that contains the words. */
  async function untilLine(words: string): Promise<string> {
    for (;;) {
      const found = lines.find((line) => line.includes(words));
      if (found !== undefined) return found;
      await Promise.race([once(output, "line"), exited]);
    }
  }
  const url = (await untilLine("listening on")).replace(/.* /, "");
  return { child, url, lines, untilLine };
}

async function failAtExit(child: ChildProcess): Promise<never> {
  const [code] = await once(child, "exit");
  throw new Error(`The command exited with ${code}.`);
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  child.kill(signal);
  const [code] = await once(child, "exit");
  return code;
}

/** Runs the command to its end. */
async function finish(...args: string[]) {
  const child = run(...args);
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { code, output, errors };
}

test("it prints its URL on the loopback interface, and reports its health", async () => {
  const { url } = await start("--speed", "60", "--scenario", "slow");
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const health = await fetch(`${url}/__mock/health`);
  expect(await health.json()).toEqual({ status: "ok", scenario: "slow", speed: 60, created: 0 });
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s stops it cleanly, also while a caller waits",
  async (signal) => {
    const { child, url } = await start();
    const init = {
      method: "POST",
      headers: { prefer: "fault=trickle" },
      body: JSON.stringify(trainingRequest),
    };
    // The body of this response never ends.
    const response = await fetch(url + CREATE, init);
    const waiting = response.text().catch(() => "cut");
    expect(await stop(child, signal)).toBe(0);
    expect(await waiting).toBe("cut");
  },
);

test("--speed and --scenario apply to trainings", async () => {
  const { url, untilLine } = await start("--speed", "1e9", "--scenario", "failure");
  const webhook = "http://127.0.0.1:1/";
  const { json } = await post(fetch, CREATE, { ...trainingRequest, webhook }, {}, url);
  const id = String(json["training_id"]);
  await untilLine(`webhook training_failed of ${id}`);
  expect(await status(fetch, id, url)).toHaveProperty("messege", "training_failed");
});

test("it continues when its log is not read", async () => {
  const { child, url } = await start();
  child.stdout.destroy();
  for (let request = 0; request < 3; request += 1) await create(fetch, {}, url);
  const health = await fetch(`${url}/__mock/health`);
  expect(await health.json()).toHaveProperty("created", 3);
});

describe("the log", () => {
  test("has one line per request, without the key", async () => {
    const { child, url, lines } = await start();
    await post(fetch, CREATE, { ...trainingRequest, key: KEY }, { prefer: "fault=html" }, url).catch(
      () => {},
    );
    await post(fetch, `${STATUS}/${KEY}`, { key: KEY }, {}, url);
    await post(fetch, `${STATUS}/x?key=${KEY}`, `{"key": "${KEY}"`, {}, url);
    await stop(child, "SIGTERM");
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(
        /^\d\d:\d\d:\d\d POST \/api\/sandbox\/v3\/fine_tune 200 [\d.]+ ms created fault=html$/,
      ),
      expect.stringContaining("/fine_tune_status/[redacted] 200"),
      expect.stringContaining("/fine_tune_status/x 400"),
    ]);
    expect(lines.join("\n")).not.toContain(KEY);
  });

  test("is JSON with --json-log, with violations", async () => {
    const { child, url, lines } = await start("--json-log");
    await post(fetch, CREATE, { ...trainingRequest, key: KEY, seed: "x" }, {}, url);
    await stop(child, "SIGTERM");
    const record: unknown = JSON.parse(lines[1] ?? "");
    expect(record).toMatchObject({
      method: "POST",
      path: CREATE,
      status: 200,
      operationId: "createTraining",
      violations: [{ location: ["request", "body", "seed"] }],
    });
    expect(lines.join("\n")).not.toContain(KEY);
  });
});

test("--contract-report writes what was used and what was not", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "mock-")), "report.json");
  const { child, url } = await start("--contract-report", file);
  await create(fetch, {}, url);
  await stop(child, "SIGTERM");
  const report = JSON.parse(await readFile(file, "utf8"));
  expect(report.operations).toContainEqual(
    expect.objectContaining({ operationId: "createTraining", count: 1 }),
  );
  expect(report.untouched).toContain("getTrainingStatus");
  expect(report.untouched).toContain("createTraining 429");
  expect(report.untouched).not.toContain("createTraining 200 created");
});

test("--upstream, --record and --replay: what was recorded is replayed, and the report names the contradicted statement", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mock-"));
  const [har, drift, recorded] = ["run.har", "drift.json", "recorded.json"].map((name) => join(folder, name));
  const service = createHttpServer((request, response) => {
    const body = { status: "success", messege: 5, training_id: "F5jvdzGnYi" };
    request.resume().once("end", () => {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await once(service.listen(0, "127.0.0.1"), "listening");
  const address = service.address();
  const upstream = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;

  const proxy = await start("--upstream", upstream, "--record", har ?? "", "--contract-report", drift ?? "");
  await post(fetch, CREATE, { ...trainingRequest, key: KEY }, {}, proxy.url);
  expect(await stop(proxy.child, "SIGTERM")).toBe(0);
  service.close();
  const pointer = "#/components/schemas/OpenTrainingStatus/type";
  expect(proxy.lines.join("\n")).toContain(`contradicts ${pointer}`);
  expect(proxy.lines.join("\n")).not.toContain(KEY);
  expect(JSON.parse(await readFile(drift ?? "", "utf8"))).toMatchObject({
    violations: [{ statement: { pointer } }],
  });
  expect(await readFile(har ?? "", "utf8")).not.toContain(KEY);

  const replay = await start("--replay", har ?? "", "--contract-report", recorded ?? "");
  expect(replay.lines.join("\n")).toMatch(/Replaying .*run\.har: 1 creates/);
  expect(JSON.parse(await readFile(recorded ?? "", "utf8"))).toMatchObject({
    violations: [{ statement: { pointer } }],
  });
  const { json } = await post(fetch, CREATE, trainingRequest, {}, replay.url);
  expect(json).toMatchObject({ training_id: "F5jvdzGnYi", messege: 5 });
});

test("a recording survives SIGKILL", async () => {
  const har = join(await mkdtemp(join(tmpdir(), "mock-")), "run.har");
  await using service = await createMock();
  const { url: upstream } = await service.listen();
  const { child, url } = await start("--upstream", upstream, "--record", har);
  for (let request = 0; request < 5; request += 1) await create(fetch, {}, url);
  // Requests are in flight when the process is killed.
  const pending = Array.from({ length: 20 }, () => create(fetch, {}, url).catch(() => "lost"));
  await pending[0];
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await Promise.all([exited, ...pending]);
  await using replayed = await createMock({ replay: har });
  const ids = [];
  for (let request = 0; request < 6; request += 1) ids.push(await create(replayed.fetch));
  expect(new Set(ids).size).toBe(6);
});

describe("invalid options", () => {
  test("a port in use causes one sentence", async () => {
    const blocker = createServer().listen(0, "127.0.0.1");
    await once(blocker, "listening");
    const address = blocker.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    const { code, errors } = await finish("--port", port);
    blocker.close();
    expect([code, errors]).toEqual([
      1,
      `Port ${port} of 127.0.0.1 is in use. Stop the program that uses it, or select another port with --port (0 selects a free one).\n`,
    ]);
  });

  test.each([
    [["--scenario", "nope"], /Allowed choices are success/],
    [["--speed", "0"], /speed must be a number greater than 0/],
    [["--speed", "fast"], /must be a number/],
    [["--fault-rate", "2"], /rate must be a number from 0 to 1/],
    [["--port", "70000"], /from 0 to 65535/],
    [["--host", "no.such.host.invalid", "--port", "0"], /no address no\.such\.host\.invalid/],
    [["--upstream", "nonsense"], /upstream must be an http\(s\) URL/],
    [["--record", "/tmp/x.har"], /record needs upstream/],
    [["--record-full"], /--record-full needs --record/],
    [["--replay", "/nowhere.har"], /Could not read the recording \/nowhere\.har/],
    [["--replay", "/x.har", "--upstream", "http://localhost:1"], /replay and upstream exclude each other/],
    [["--nonsense"], /unknown option/],
  ])("%j is refused with one line", async (args, message) => {
    const { code, errors } = await finish(...args);
    expect(code).toBe(1);
    expect(errors.trim()).toMatch(message);
    expect(errors).not.toMatch(/\n\s+at /);
  });

  test("an old Node.js version is refused, with the required version", () => {
    expect(explainOldNode("20.19.0")).toMatch(/needs Node\.js 24\.18\.0 or newer.*got 20\.19\.0/);
    expect(explainOldNode("24.17.9")).toBeDefined();
    expect(["24.18.0", "24.19.1", "26.0.0"].map((version) => explainOldNode(version))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(`>=${OLDEST_NODE}`.startsWith(manifest.engines.node)).toBe(true);
  });
});

test("scenarios and faults are listed", async () => {
  const listed = await finish("--list-scenarios");
  expect(listed.output.split("\n").map((line) => line.split(" ")[0])).toEqual([
    ...scenarios.map(({ name }) => name),
    "",
  ]);
  expect((await finish("--list-faults")).output).toContain(faults[0]?.description);
});
