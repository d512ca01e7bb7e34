import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const STATUS_PATH = "/api/sandbox/v3/fine_tune_status/a";

/** Requests a status in a process of its own, then makes a client without a readable environment. Returns what it printed. */
async function runWith(env: Record<string, string>): Promise<string> {
  const script = `
    import { createClient } from "@dreambooth-sandbox/client";
    const fetch = async (url, { body }) => {
      console.log(url, body);
      return Response.json({ status: "success", messege: "model_ready" });
    };
    try { await createClient({ fetch }).getTrainingStatus("a"); } catch (error) { console.log(error.code); }
    Object.defineProperty(process, "env", { get() { throw new Error("not allowed"); } });
    try { createClient(); } catch (error) { console.log(error.code); }`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=@dreambooth-sandbox/source", "--input-type=module", "--eval", script],
    { env, cwd: import.meta.dirname },
  );
  return stdout;
}

test("createClient takes key and base URL from the environment", async () => {
  const stdout = await runWith({
    DREAMBOOTH_SANDBOX_API_KEY: "secret",
    DREAMBOOTH_SANDBOX_BASE_URL: "https://a.example",
  });
  expect(stdout).toBe(`https://a.example${STATUS_PATH} {"key":"secret"}\nauthentication_failed\n`);
});

test("an empty variable counts as unset", async () => {
  const withoutUrl = await runWith({ DREAMBOOTH_SANDBOX_API_KEY: "secret", DREAMBOOTH_SANDBOX_BASE_URL: "" });
  expect(withoutUrl).toContain(`https://stablediffusionapi.com${STATUS_PATH} `);
  const withoutKey = await runWith({ DREAMBOOTH_SANDBOX_API_KEY: "" });
  expect(withoutKey).toBe("authentication_failed\nauthentication_failed\n");
});
