import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { run } from "./run.ts";

test.each([
  ["a missing key", ["status", "x"], { env: {} }, /DREAMBOOTH_SANDBOX_API_KEY/],
  ["HTML", ["status", "x"], { fetch: async () => new Response("<h1>Hello</h1>") }, /<h1>Hello/],
  ["malformed JSON", ["status", "x"], { fetch: async () => new Response('{"sta') }, /returned 200: \{"sta/],
  ["an unknown command", ["trian"], {}, /unknown command 'trian'/],
  ["a missing id", ["status"], {}, /missing required argument 'training-id'/],
])("%s is reported without a stack", async (_, args, surroundings, expected) => {
  const { stderr } = await run(args, surroundings);
  expect(stderr).toMatch(expected);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test("a refused connection is reported with the host and the reason", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const { stderr } = await run(["--base-url", `http://127.0.0.1:${port}`, "status", "x"], {
    fetch: globalThis.fetch,
  });
  expect(stderr).toContain(`127.0.0.1:${port}`);
  expect(stderr).toMatch(/ECONNREFUSED|refused/);
});

test("--debug prints the stack of an error", async () => {
  const { stderr } = await run(["--debug", "status", "x"], { env: {} });
  expect(stderr).toMatch(/^\s+at /m);
});

test("the key is never printed", async () => {
  const key = "s3cret-k3y/+";
  const { stderr, stdout } = await run(["--debug", "status", "x"], {
    env: { DREAMBOOTH_SANDBOX_API_KEY: key },
    fetch: async (_url, init) =>
      new Response(`You sent ${await new Response(init.body ?? null).text()} ${encodeURIComponent(key)}`),
  });
  expect(stderr).toContain("You sent");
  expect(stdout + stderr).not.toContain(key);
  expect(stdout + stderr).not.toContain(encodeURIComponent(key));
});
