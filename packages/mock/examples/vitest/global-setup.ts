import { createMock } from "@dreambooth-sandbox/mock";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    baseUrl: string;
  }
}

export default async function setup(project: TestProject) {
  const mock = await createMock({ speed: 600_000 });
  const { url } = await mock.listen();
  project.provide("baseUrl", url);
  return () => mock.close();
}
