import { assert, property, string, stringMatching } from "fast-check";
import { expect, test } from "vitest";
import { toPath } from "../src/http/request-target.ts";

test.each([
  ["/api/fine_tune?a=b", "/api/fine_tune?a=b"],
  ["/a/../b/./c", "/b/c"],
  ["/a/%2e%2E/b", "/b"],
  ["/a b/{id}", "/a%20b/%7Bid%7D"],
  ["http://elsewhere.invalid/a?b", "/a?b"],
  ["/a#fragment", "/a"],
  ["//", "//"],
  ["*", "/*"],
])("%s is the path %s", (target, path) => {
  expect(toPath(target)).toBe(path);
});

test("every other target has the path that a URL has", () => {
  const targets = stringMatching(/^\/[!-~]{0,20}$/);
  assert(
    property(targets, (target) => {
      if (!URL.canParse(target, "http://localhost")) return;
      const { pathname, search } = new URL(target, "http://localhost");
      expect(toPath(target)).toBe(pathname + search);
    }),
    { numRuns: 5_000 },
  );
});

test("a target without a path never fails", () => {
  assert(
    property(string(), (target) => {
      expect(toPath(target)).toMatch(/^\//);
    }),
  );
});
