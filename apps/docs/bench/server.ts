import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** Serves a folder gzipped, as hosts do; each file is compressed once, before it is measured. */
export async function serveGzipped(folder: string): Promise<{ url: string; close: () => void }> {
  const cache = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://127.0.0.1").pathname);
    const content =
      cache.get(path) ??
      (await readFile(join(folder, path)).then(
        (bytes) => gzipSync(bytes),
        () => undefined,
      ));
    if (content === undefined) return response.writeHead(404).end();
    cache.set(path, content);
    return response
      .writeHead(200, {
        "content-encoding": "gzip",
        "content-length": content.length,
        "content-type": TYPES[extname(path)] ?? "text/plain",
      })
      .end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
