import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveRegistry, type LocalRegistry } from "./local-registry.ts";

const ROOT = join(import.meta.dirname, "../../../..");
const TYPES = join(ROOT, "node_modules/@types");
const NAME = "@dreambooth-sandbox/mock";
const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall"];
/** The mock, the contract, commander, ipaddr.js, yaml, and the parser of `Prefer` with the package that it needs. */
const MOST_PACKAGES = 7;

let folder = "";
let registry: LocalRegistry;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mock-install-"));
  registry = await serveRegistry([NAME, "@dreambooth-sandbox/openapi"], folder);
});

afterAll(async () => {
  await registry[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

describe.each([
  { manager: "pnpm", args: ["add", NAME], npx: ["pnpm", "exec"] },
  { manager: "npm", args: ["install", NAME], npx: ["npx"] },
])("$manager $args.0", ({ manager, args, npx: [runner = "", ...prefix] }) => {
  let project = "";

  async function run(command: string, commandArgs: string[]): Promise<string> {
    // An empty HOME has no store, cache or configuration.
    const { PATH } = process.env;
    const env = {
      PATH: [join(ROOT, "node_modules/.bin"), PATH].join(delimiter),
      HOME: project,
      ...selectNetwork(process.env),
      npm_config_update_notifier: "false",
    };
    const { stdout, stderr } = await promisify(execFile)(command, commandArgs, { cwd: project, env }).catch(
      (error: { stdout: string; stderr: string }) => {
        throw new Error(`${command} ${commandArgs.join(" ")} failed:\n${error.stdout}${error.stderr}`);
      },
    );
    return stdout + stderr;
  }

  beforeAll(async () => {
    project = await mkdtemp(join(folder, `${manager}-`));
    await writeFile(join(project, ".npmrc"), `@dreambooth-sandbox:registry=${registry.url}\n`);
    await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }');
  });

  test("neither fails nor warns", async () => {
    expect(await run(manager, args)).not.toMatch(/warn|error|ignored|deprecated/i);
  });

  test("installs few packages, none of which has an install script", async () => {
    const files = globSync(["node_modules/**/package.json", "node_modules/.pnpm/**/package.json"], {
      cwd: project,
    });
    const manifests = await Promise.all(files.map((file) => readFile(join(project, file), "utf8")));
    const packages = manifests
      .map((text) => JSON.parse(text) as { name?: string; version?: string; scripts?: object })
      .filter(({ name, version }) => name !== undefined && version !== undefined);
    const names = new Set(packages.map(({ name }) => name));
    expect(names).toContain(NAME);
    expect(names.size).toBeLessThanOrEqual(MOST_PACKAGES);
    const scripted = packages.filter(({ scripts = {} }) =>
      INSTALL_SCRIPTS.some((script) => Object.hasOwn(scripts, script)),
    );
    expect(scripted.map(({ name }) => name)).toEqual([]);
  });

  test("brings a command and a module that work", async () => {
    expect(await run(runner, [...prefix, "dreambooth-sandbox-mock", "--version"])).toMatch(/^\d+\.\d+\.\d+/);
    const program = `
      import { createMock } from "${NAME}";
      await using mock = await createMock();
      const response = await mock.fetch("https://mock.test/api/sandbox/v3/fine_tune_status/F5jvdzGnYi?__dynamic=true", {
        method: "POST", headers: { "content-type": "application/json" }, body: '{"key":"k"}' });
      console.log(response.status, response.headers.get("sl-violations"));`;
    await writeFile(join(project, "main.js"), program);
    expect(await run("node", ["main.js"])).toBe("200 null\n");
  });

  test("brings types that need no package but @types/node", async () => {
    await writeFile(
      join(project, "main.ts"),
      `import { createMock, type Mock } from "${NAME}";\nexport const mock: Promise<Mock> = createMock({ scenario: "failure" });\n`,
    );
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: "nodenext",
      target: "esnext",
      types: ["node"],
      typeRoots: [TYPES],
    };
    await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["main.ts"] }));
    expect(await run("tsc", ["--project", "."])).toBe("");
  });
});

/** Returns the variables that say how to reach the network. */
function selectNetwork(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = /^(?:https?_proxy|no_proxy|node_extra_ca_certs|ssl_cert_file|npm_config_registry)$/i;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => names.test(name)));
}
