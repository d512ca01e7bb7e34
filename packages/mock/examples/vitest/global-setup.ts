import { createMock } from "@dreambooth-sandbox/mock";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    baseUrl: string;
  }
}

/** Starts the mock once for all tests. */
export default async function setup(project: TestProject) {
  const mock = await createMock();
  const { url } = await mock.listen();
  project.provide("baseUrl", url);
  return () => mock.close();
}
