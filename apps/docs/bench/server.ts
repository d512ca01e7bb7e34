import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** Serves a folder gzipped, as hosts do; each file is compressed once. */
export async function serveGzipped(folder: string): Promise<{ url: string; close: () => void }> {
  const cache = new Map<string, Promise<Buffer>>();
  const load = (path: string) => {
    const known = cache.get(path) ?? readFile(join(folder, path)).then((bytes) => gzipSync(bytes));
    cache.set(path, known);
    return known;
  };
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://127.0.0.1").pathname);
    load(path).then(
      (content) => send(response, path, content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

function send(response: ServerResponse, path: string, content: Buffer): void {
  response.writeHead(200, {
    "content-encoding": "gzip",
    "content-length": content.length,
    "content-type": TYPES[extname(path)] ?? "text/plain",
  });
  response.end(content);
}
