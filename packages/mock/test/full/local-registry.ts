import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(import.meta.dirname, "../../../..");
/** A time long ago: package managers refuse versions that are only minutes old. */
const PUBLISHED = "2020-01-01T00:00:00.000Z";

/** A registry of the workspace's own packages, as a release packs them. */
export interface LocalRegistry extends AsyncDisposable {
  url: string;
}

/** Packs packages of the workspace and serves them as their scope's registry. All other packages come from npm. */
export async function serveRegistry(names: string[], folder: string): Promise<LocalRegistry> {
  const packed = await Promise.all(names.map((name) => pack(name, folder)));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "/").slice(1);
    const tarball = packed.find(({ file }) => file === path);
    if (tarball) return response.end(tarball.content);
    const found = packed.find(({ manifest }) => manifest.name === path);
    if (!found) return response.writeHead(404).end("{}");
    return response
      .setHeader("content-type", "application/json")
      .end(JSON.stringify(describe(found, `http://${request.headers.host}/${found.file}`)));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The registry has no port.");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await promisify(server.close.bind(server))();
    },
  };
}

interface Packed {
  manifest: { name: string; version: string };
  file: string;
  content: Buffer;
}

async function pack(name: string, folder: string): Promise<Packed> {
  const args = ["--filter", name, "pack", "--json", "--pack-destination", folder];
  const { stdout } = await promisify(execFile)("pnpm", args, { cwd: ROOT });
  const { filename } = [JSON.parse(stdout) as { filename: string } | { filename: string }[]].flat()[0] ?? {
    filename: "",
  };
  const unpack = ["-xzOf", filename, "package/package.json"];
  const manifest = JSON.parse((await promisify(execFile)("tar", unpack)).stdout) as Packed["manifest"];
  const content = await readFile(filename);
  await rm(filename);
  return { manifest, file: `tarballs/${manifest.name.replace("/", "-")}.tgz`, content };
}

function describe({ manifest, content }: Packed, tarball: string): object {
  const { name, version } = manifest;
  const integrity = `sha512-${createHash("sha512").update(content).digest("base64")}`;
  return {
    name,
    "dist-tags": { latest: version },
    versions: { [version]: { ...manifest, dist: { tarball, integrity } } },
    time: { created: PUBLISHED, modified: PUBLISHED, [version]: PUBLISHED },
  };
}
