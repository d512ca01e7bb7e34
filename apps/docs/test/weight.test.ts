import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { DIST } from "../src/dist.ts";

const REDOC = join(import.meta.dirname, "../node_modules/redoc/bundles/redoc.standalone.js");
const ALLOWANCE = 60_000;

test("the reference with Redoc weighs at most Redoc's own bundle and 60 kB, gzipped", () => {
  const page = readFileSync(join(DIST, "redoc.html"), "utf8");
  const assets = readdirSync(join(DIST, "assets")).filter((name) => page.includes(name));
  const scripts = assets.filter((name) => name.endsWith(".js") && !name.startsWith("redoc-"));
  const chunks = scripts.flatMap((name) => chunksOf(join(DIST, "assets", name)));
  const files = new Set(["redoc.html", ...[...assets, ...chunks].map((name) => join("assets", name))]);
  const total = [...files].map((file) => gzippedSize(join(DIST, file))).reduce((sum, size) => sum + size, 0);

  expect(assets.some((name) => name.startsWith("redoc-"))).toBe(true);
  expect(total).toBeLessThanOrEqual(gzippedSize(REDOC) + ALLOWANCE);
});

function chunksOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/chunk-\w+\.js/g)].map(([name]) => name);
}

function gzippedSize(file: string): number {
  return gzipSync(readFileSync(file)).length;
}
