import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pipeline, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CREATE, STATUS } from "../training-request.ts";

/*
 * The command as a proxy, in a process of its own for each test, whose memory Linux reports. Writing 5 to clear_refs resets the
 * peak. The young generation of the heap is small, so that garbage hardly counts: by default, V8 collects none before there
 * are up to 64 MiB of it, whatever a program does.
 */
const MAIN = join(import.meta.dirname, "../../src/main.ts");
const ADDITIONAL_BYTES = 64 * 1024 * 1024;
const CHUNK = Buffer.alloc(64 * 1024, 0x20);
const LARGE_BYTES = 1.5e9;
const ZEROS = Buffer.alloc(200 * 1024 * 1024);
const HEADERS = { "content-type": "application/json" };

let upstream: Server;
let proxy: ChildProcess;
let url = "";
let respond: (request: IncomingMessage, response: ServerResponse) => unknown;
/** The peak before a test, after ordinary requests. */
let usualBytes = 0;

beforeEach(async () => {
  upstream = createServer((incoming, response) => {
    respond(incoming, response);
  });
  await once(upstream.listen(0, "127.0.0.1"), "listening");
  const address = upstream.address();
  const target = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  proxy = spawn(
    process.execPath,
    [
      "--max-semi-space-size=2",
      "--conditions=@dreambooth-sandbox/source",
      MAIN,
      "--port",
      "0",
      "--upstream",
      target,
    ],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  url = await new Promise<string>((resolve) => {
    createInterface({ input: proxy.stdout ?? Readable.from([]) }).on("line", (line) => {
      const ready = /listening on (\S+)/.exec(line)?.[1];
      if (ready !== undefined) resolve(ready);
    });
  });
  respondWith(gzipSync('{"status":"success"}'), { "content-encoding": "gzip" });
  for (let warmUp = 0; warmUp < 500; warmUp += 1) await exchange();
  usualBytes = await readPeak();
});

afterEach(() => {
  proxy.kill("SIGKILL");
  upstream.closeAllConnections();
  upstream.close();
});

async function readPeak(): Promise<number> {
  const status = await readFile(`/proc/${proxy.pid}/status`, "utf8");
  return Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1]) * 1024;
}

/** Runs an action and returns by how many bytes the proxy's memory exceeded its usual peak. */
async function measure(action: () => Promise<unknown>): Promise<number> {
  await writeFile(`/proc/${proxy.pid}/clear_refs`, "5");
  await action();
  return (await readPeak()) - usualBytes;
}

function respondWith(body: Buffer, headers: Record<string, string> = {}): void {
  respond = (incoming, response) => {
    incoming.resume().once("end", () => response.writeHead(200, { ...HEADERS, ...headers }).end(body));
  };
}

/** Sends a request and returns its response. */
async function send(body: Readable, path = `${STATUS}/x`): Promise<IncomingMessage> {
  const sent = request(url + path, { method: "POST", headers: HEADERS, agent: false });
  pipeline(body, sent, () => {});
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return response;
}

async function exchange(): Promise<Buffer> {
  return buffer(await send(Readable.from(['{"key":"some-key"}'])));
}

async function* repeat(bytes: number): AsyncGenerator<Buffer> {
  for (let sent = 0; sent < bytes; sent += CHUNK.length) yield CHUNK;
}

async function countBytes(response: IncomingMessage): Promise<number> {
  let length = 0;
  for await (const chunk of response) length += (chunk as Buffer).length;
  return length;
}

describe.skipIf(process.platform !== "linux")(
  "the proxy needs at most 64 MiB of additional memory for",
  () => {
    test.each([
      ["gzip", gzipSync(ZEROS)],
      ["deflate", deflateSync(ZEROS)],
      ["br", brotliCompressSync(ZEROS, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })],
      ["zstd", zstdCompressSync(ZEROS)],
      ["gzip, gzip", gzipSync(gzipSync(ZEROS))],
    ])("32 bombs at the same time, compressed as %s, which pass unchanged", async (encoding, bomb) => {
      respondWith(bomb, { "content-encoding": encoding });
      let bodies: Buffer[] = [];
      const additional = await measure(async () => {
        bodies = await Promise.all(Array.from({ length: 32 }, exchange));
      });
      expect(bodies.every((body) => body.equals(bomb))).toBe(true);
      console.log("ADDITIONAL", additional / 2 ** 20, usualBytes / 2 ** 20);
      expect(additional).toBeLessThan(ADDITIONAL_BYTES);
    });

    test("a response of 1.5 GB, which arrives whole", async () => {
      respond = (incoming, response) => {
        incoming.resume();
        pipeline(Readable.from(repeat(LARGE_BYTES)), response.writeHead(200, HEADERS), () => {});
      };
      let length = 0;
      const additional = await measure(async () => {
        length = await countBytes(await send(Readable.from(["{}"])));
      });
      expect(length).toBe(Math.ceil(LARGE_BYTES / CHUNK.length) * CHUNK.length);
      console.log("ADDITIONAL", additional / 2 ** 20, usualBytes / 2 ** 20);
      expect(additional).toBeLessThan(ADDITIONAL_BYTES);
    });

    test("a request of 1.5 GB, which arrives whole", async () => {
      let length = 0;
      respond = (incoming, response) => {
        incoming.on("data", (chunk: Buffer) => (length += chunk.length));
        incoming.once("end", () => response.writeHead(200, HEADERS).end("{}"));
      };
      const additional = await measure(async () => {
        await buffer(await send(Readable.from(repeat(LARGE_BYTES)), CREATE));
      });
      expect(length).toBe(Math.ceil(LARGE_BYTES / CHUNK.length) * CHUNK.length);
      console.log("ADDITIONAL", additional / 2 ** 20, usualBytes / 2 ** 20);
      expect(additional).toBeLessThan(ADDITIONAL_BYTES);
    });

    test("16 endless responses whose callers do not read, and then leave", async () => {
      respond = (incoming, response) => {
        incoming.resume();
        pipeline(Readable.from(repeat(Infinity)), response.writeHead(200, HEADERS), () => {});
      };
      const additional = await measure(async () => {
        const responses = await Promise.all(Array.from({ length: 16 }, () => send(Readable.from(["{}"]))));
        // The proxy has time to read ahead as far as it ever does.
        respondWith(Buffer.from("{}"));
        for (let other = 0; other < 50; other += 1) await exchange();
        for (const response of responses) response.destroy();
      });
      console.log("ADDITIONAL", additional / 2 ** 20, usualBytes / 2 ** 20);
      expect(additional).toBeLessThan(ADDITIONAL_BYTES);
    });

    test("64 bodies at the inspection limit at the same time", async () => {
      const body = Buffer.from(`{"status":"success","data":"${"x".repeat(250_000)}"}`);
      respondWith(body);
      let bodies: Buffer[] = [];
      const additional = await measure(async () => {
        bodies = await Promise.all(Array.from({ length: 64 }, exchange));
      });
      expect(bodies.every((received) => received.equals(body))).toBe(true);
      console.log("ADDITIONAL", additional / 2 ** 20, usualBytes / 2 ** 20);
      expect(additional).toBeLessThan(ADDITIONAL_BYTES);
    });
  },
);
