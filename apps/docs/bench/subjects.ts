import { execFile } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { contractText, CONTRACT_FILE } from "../src/contract/contract.ts";
import { DIST } from "../src/dist.ts";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "../../..");
const REMOTE_REDOC = /https:\/\/cdn\.redocly\.com\/redoc\/[^"]+\/redoc\.standalone\.js/g;

/** Peers that are only measured: their packages are fetched for the benchmark and are no dependencies. */
const SWAGGER_UI = "swagger-ui-dist@5.35.0";
const SCALAR = "@scalar/api-reference@1.72.1";

/** A page that shows the contract. */
export interface Subject {
  name: string;
  /** From the served folder's root, at the create operation where the tool has an address for it. */
  path: string;
}

/** Puts this site and its peers, all without a CDN, into one folder, and says what to open. */
export async function prepareSubjects(folder: string): Promise<Subject[]> {
  await mkdir(folder, { recursive: true });
  await cp(DIST, join(folder, "site"), { recursive: true });
  await Promise.all([prepareRedocly(folder), prepareSwaggerUi(folder), prepareScalar(folder)]);
  return [
    { name: "This site, Create a training", path: "site/reference/create-training.html" },
    { name: "This site, whole reference with Redoc", path: "site/redoc.html" },
    { name: "redocly build-docs (Redoc 3.0.1)", path: "redocly/index.html#/trainings/createtraining" },
    { name: "Swagger UI 5.35.0", path: "swagger-ui/index.html" },
    { name: "Scalar 1.72.1", path: "scalar/index.html#tag/trainings/POST/api/sandbox/v3/fine_tune" },
  ];
}

/** The defaults, with the script from this folder instead of the CDN. */
async function prepareRedocly(folder: string): Promise<void> {
  const file = join(folder, "redocly/index.html");
  await mkdir(join(folder, "redocly"), { recursive: true });
  await run(join(ROOT, "node_modules/.bin/redocly"), ["build-docs", CONTRACT_FILE, "--output", file], {
    cwd: ROOT,
  });
  const html = await readFile(file, "utf8");
  await writeFile(
    file,
    html.replaceAll(REMOTE_REDOC, "./redoc.standalone.js").replaceAll(/ integrity="[^"]+"/g, ""),
  );
  await cp(
    join(import.meta.dirname, "../node_modules/redoc/bundles/redoc.standalone.js"),
    join(folder, "redocly/redoc.standalone.js"),
  );
}

async function prepareSwaggerUi(folder: string): Promise<void> {
  const assets = await fetchPackage(SWAGGER_UI, folder);
  for (const name of ["swagger-ui.css", "swagger-ui-bundle.js"])
    await cp(join(assets, name), join(folder, "swagger-ui", name));
  await writePage(
    join(folder, "swagger-ui"),
    `<link rel="stylesheet" href="swagger-ui.css"><div id="app"></div><script src="swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({ url: "openapi.yaml", dom_id: "#app", docExpansion: "full" })</script>`,
  );
}

async function prepareScalar(folder: string): Promise<void> {
  const assets = await fetchPackage(SCALAR, folder);
  await cp(join(assets, "dist/browser/standalone.js"), join(folder, "scalar/standalone.js"));
  await writePage(
    join(folder, "scalar"),
    `<div id="app"></div><script src="standalone.js"></script>
<script>Scalar.createApiReference("#app", { url: "openapi.yaml", withDefaultFonts: false })</script>`,
  );
}

async function writePage(folder: string, body: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "openapi.yaml"), contractText);
  await writeFile(
    join(folder, "index.html"),
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>API</title><body>${body}</body></html>`,
  );
}

/** A package without its dependencies: both peers ship bundles that need none. */
async function fetchPackage(name: string, folder: string): Promise<string> {
  const target = join(folder, "packages", name.replaceAll(/[@/]/g, "-"));
  await mkdir(target, { recursive: true });
  const { stdout } = await run("npm", ["pack", name, "--silent", "--pack-destination", target]);
  await run("tar", ["-xzf", join(target, stdout.trim().split("\n").at(-1) ?? ""), "-C", target]);
  return join(target, "package");
}
