import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { trainArgs } from "../contract.ts";
import { createFolder, run } from "../run.ts";
import { command } from "./command.ts";
import { created, startService } from "./service.ts";

test("a create whose process is killed is not sent again until it is resolved", async () => {
  // The first create gets no response.
  await using service = await startService((_, requests) => (requests === 1 ? undefined : created));
  await using folder = await createFolder();
  const { path: stateHome } = folder;
  const env = { DREAMBOOTH_SANDBOX_API_KEY: "test", DREAMBOOTH_SANDBOX_BASE_URL: service.url };
  const [node = "", ...words] = command;
  const child = spawn(node, [...words, ...trainArgs], { env: { ...env, XDG_STATE_HOME: stateHome } });
  await service.received(1);
  child.kill("SIGKILL");
  await once(child, "close");

  const { stdout } = await run(["list", "--json"], { stateHome, env });
  const { intentId, state } = JSON.parse(stdout);
  const refused = await run(trainArgs, { stateHome, env, fetch: globalThis.fetch });
  await run(["resolve", intentId, "--not-created"], { stateHome, env });
  const sent = await run(trainArgs, { stateHome, env, fetch: globalThis.fetch });

  expect(state).toBe("sending");
  expect(refused.exitCode).toBe(7);
  expect(sent.exitCode).toBe(0);
  expect(service.requests).toHaveLength(2);
});

test("one of several processes that send the same request at once sends it", async () => {
  await using service = await startService();
  await using folder = await createFolder();
  const env = {
    DREAMBOOTH_SANDBOX_API_KEY: "test",
    DREAMBOOTH_SANDBOX_BASE_URL: service.url,
    XDG_STATE_HOME: folder.path,
  };
  const [node = "", ...words] = command;
  const exitCodes = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(node, [...words, ...trainArgs], { env, stdio: "ignore" });
      return (await once(child, "close"))[0];
    }),
  );
  expect(service.requests).toHaveLength(1);
  expect(exitCodes.filter((code) => code === 0)).toHaveLength(1);
  expect(exitCodes.filter((code) => code === 7)).toHaveLength(3);
});
