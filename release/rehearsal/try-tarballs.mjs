/**
 * `pnpm try-tarballs`: packs the log parser, the client, and the command, installs them with npm in an empty folder, and
 * runs a training from create to ready against the contract's examples. It runs on every system and every Node that the
 * client supports; the mock and most tools of this repository do not.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { readExample } from "./read-example.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const PNPM = "npx -y --prefer-offline pnpm@12.21.0";

/** Runs a line of shell. Throws if it fails. */
async function run(line, cwd, env = {}) {
  const child = spawn(line, { cwd, env: { ...process.env, ...env }, shell: true, stdio: "inherit" });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`exit code ${code}: ${line}`);
}

/** Packs packages and returns their tarballs. */
async function pack(names, target) {
  const filters = names.map((name) => `--filter=${name}`).join(" ");
  await run(`${PNPM} exec turbo run build --output-logs=errors-only ${filters}`, repository);
  await mkdir(target);
  await run(`${PNPM} --silent ${filters} pack --pack-destination "${target}"`, repository);
  return (await readdir(target)).map((file) => join(target, file));
}

/** Serves the examples of a created training and of a ready one. */
async function serveExamples() {
  const created = readExample("createTraining", "created");
  const ready = readExample("getTrainingStatus", "model_ready");
  const server = createServer((request, response) => {
    request.resume();
    const { value } = request.url.endsWith(created.path) ? created : ready;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(value));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

const folder = await mkdtemp(join(tmpdir(), "dreambooth-sandbox-tarballs-"));
const server = await serveExamples();
try {
  const names = ["@dreambooth-sandbox/log-parser", "@dreambooth-sandbox/client", "dreambooth-sandbox"];
  const tarballs = await pack(names, join(folder, "tarballs"));
  const project = join(folder, "project");
  await cp(join(repository, "release/rehearsal/consumers/javascript/train.mjs"), join(project, "train.mjs"));
  await cp(
    join(repository, "release/rehearsal/consumers/command/request.json"),
    join(project, "request.json"),
  );
  await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }');
  const files = tarballs.map((file) => `"${file}"`).join(" ");
  await run(`npm install --no-audit --no-fund ${files}`, project);
  const env = { DREAMBOOTH_SANDBOX_API_KEY: "test", DREAMBOOTH_SANDBOX_BASE_URL: server.url };
  await run("node train.mjs", project, env);
  await run("npx dreambooth-sandbox status F5jvdzGnYi", project, env);
} finally {
  server.close();
  await rm(folder, { recursive: true });
}
