import { createMock } from "@dreambooth-sandbox/mock";

/** Starts the mock once for all tests. The workers inherit its URL. */
export default async function setup() {
  globalThis.sandboxMock = await createMock();
  const { url } = await globalThis.sandboxMock.listen();
  process.env.SANDBOX_URL = url;
}
