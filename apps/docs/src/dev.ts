import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { buildSite } from "./build-site.ts";
import { DIST } from "./dist.ts";

const PORT = Number(process.env["PORT"] ?? 8080);
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".yaml": "application/yaml",
};

/** Node restarts this program when a source changes; the lost event stream then makes the page reload. */
const RELOAD = `<script>let lost=false;const events=new EventSource("/dev-events");events.onerror=()=>{lost=true};events.onopen=()=>{if(lost)location.reload()}</script>`;

await buildSite();
createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/dev-events") holdOpen(response);
  else void serve(pathname, response);
}).listen(PORT, "127.0.0.1", () => console.log(`The site is served at http://127.0.0.1:${PORT}/`));

function holdOpen(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write("retry: 300\n\n");
}

async function serve(pathname: string, response: ServerResponse): Promise<void> {
  const path = normalize(decodeURIComponent(pathname));
  const file = join(DIST, path.endsWith("/") ? `${path}index.html` : path);
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) {
    response.writeHead(404, { "content-type": "text/plain" }).end(`There is no ${path} in the site.`);
    return;
  }
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type, "cache-control": "no-store" });
  const stream = createReadStream(file);
  stream.pipe(response, { end: false });
  stream.on("end", () => response.end(type.startsWith("text/html") ? RELOAD : ""));
}
