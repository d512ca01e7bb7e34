import * as client from "@dreambooth-sandbox/client";
import { expect, test } from "vitest";
import { guidePages } from "../src/guides/guides.ts";

/** The prototypes of the client's errors: `docsUrl` needs no instance. */
const errors = Object.values(client)
  .filter((value) => typeof value === "function")
  .map((value) => value.prototype as unknown)
  .filter((prototype) => prototype instanceof client.SandboxError);

test("the client exports its errors", () => {
  expect(errors.length).toBeGreaterThan(5);
});

test.each(errors)("the docsUrl of $name leads to an anchor of its own", ({ docsUrl, code }) => {
  const { pathname, hash } = new URL(docsUrl);
  const page = guidePages().find(({ path }) => pathname.endsWith(`/${path}`));
  expect(hash).toBe(`#${code}`);
  expect(page?.body.split(`id="${code}"`)).toHaveLength(2);
});
