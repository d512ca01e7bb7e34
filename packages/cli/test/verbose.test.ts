import { expect, test } from "vitest";
import { run } from "./run.ts";
import { runWithMock } from "./run-with-mock.ts";

test("--verbose shows requests, retries, waits, and timings, and no key", async () => {
  let requests = 0;
  const env = { DREAMBOOTH_SANDBOX_API_KEY: "s3cret-k3y" };
  const { stderr } = await run(["wait", "F5jvdzGnYi", "--verbose"], {
    env,
    async fetch(_url, init) {
      requests += 1;
      const echo = await new Response(init.body ?? null).text();
      if (requests === 1) return Response.json({ status: "error", message: echo }, { status: 503 });
      const messege = requests === 2 ? "deploying_gpu" : "model_ready";
      return Response.json({ status: "success", messege, data: "it will take upto 25 minutes." });
    },
  });
  expect(stderr).toMatch(/^trace: request 1: POST https:\/\/.+\/F5jvdzGnYi\n/m);
  expect(stderr).toMatch(/^trace: request 1: 503 after \d+ ms\n/m);
  expect(stderr).toMatch(/^warning: Failure 1 of \d+ tolerated: /m);
  expect(stderr).toMatch(/^trace: next poll in \d+ minutes/m);
  expect(stderr).toMatch(/^trace: request 3: 200 after \d+ ms\n/m);
  expect(stderr).not.toContain("s3cret-k3y");
});

test("--verbose shows retries", async () => {
  let requests = 0;
  const { stderr } = await run(["status", "F5jvdzGnYi", "--verbose"], {
    async fetch() {
      requests += 1;
      return requests === 1
        ? Response.json({ status: "error", message: "Busy." }, { status: 503 })
        : Response.json({ status: "success", messege: "model_ready" });
    },
  });
  expect(stderr).toMatch(/^trace: .+ Retrying in \d+ ms\.\n/m);
});

test("without --verbose, nothing is traced", async () => {
  const { stderr } = await runWithMock(["status", "F5jvdzGnYi"]);
  expect(stderr).toBe("");
});
