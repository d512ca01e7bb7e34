import { assert, property, stringMatching } from "fast-check";
import { expect, test } from "vitest";
import { normalizePath } from "../src/prism/normalize-path.ts";

test.each([
  ["/api/fine_tune", "/api/fine_tune"],
  ["/a/../b/./c", "/b/c"],
  ["/a/%2e%2E/b", "/b"],
  ["/a b/{id}", "/a%20b/%7Bid%7D"],
  ["/a#fragment", "/a"],
  ["//", "//"],
  ["/*", "/*"],
])("%s is the path %s", (path, normalized) => {
  expect(normalizePath(path)).toBe(normalized);
});

test("every other path is the one that a URL has", () => {
  assert(
    property(stringMatching(/^\/[!-~]{0,20}$/), (path) => {
      if (!URL.canParse(path, "http://localhost")) return;
      expect(normalizePath(path)).toBe(new URL(path, "http://localhost").pathname);
    }),
    { numRuns: 5_000 },
  );
});
