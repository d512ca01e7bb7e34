import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("createClient takes key and base URL from the environment", async () => {
  const script = `
    import { createClient } from "@dreambooth-sandbox/client";
    const fetch = async (url, { body }) => {
      console.log(url, body);
      return Response.json({ status: "success", messege: "model_ready" });
    };
    await createClient({ fetch }).getTrainingStatus("a");
    Object.defineProperty(process, "env", { get() { throw new Error("not allowed"); } });
    try { createClient(); } catch (error) { console.log(error.code); }`;
  const environment = {
    DREAMBOOTH_SANDBOX_API_KEY: "secret",
    DREAMBOOTH_SANDBOX_BASE_URL: "https://a.example",
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=@dreambooth-sandbox/source", "--input-type=module", "--eval", script],
    { env: environment, cwd: import.meta.dirname },
  );
  const path = "/api/sandbox/v3/fine_tune_status/a";
  expect(stdout).toBe(`https://a.example${path} {"key":"secret"}\nauthentication_failed\n`);
});
