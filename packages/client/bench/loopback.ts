import { createServer } from "node:http";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

/** Starts a server in a separate thread that responds to every request with `body`. */
export async function startLoopback(body: string): Promise<{ url: string; stop(): Promise<unknown> }> {
  const worker = new Worker(new URL(import.meta.url), { workerData: body });
  const port = await new Promise<number>((resolve) => worker.once("message", resolve));
  return { url: `http://127.0.0.1:${port}`, stop: () => worker.terminate() };
}

if (!isMainThread) {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(200, { "Content-Type": "application/json" }).end(String(workerData));
    });
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
    if (address && typeof address === "object") parentPort?.postMessage(address.port);
  });
}
