import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { DIST } from "../../src/dist.ts";
import { builtPages } from "../built-pages.ts";

describe.each(builtPages)("%s", (path) => {
  test("links only to pages, files and anchors that exist", () => {
    expect(internalTargets(path).filter((target) => !exists(target))).toEqual([]);
  });

  test("has no link that starts at the server's root", () => {
    expect(attributeValues(read(path)).filter((value) => value.startsWith("/"))).toEqual([]);
  });
});

/** Links and sources that stay in the site, as `page.html#anchor` below its root. */
function internalTargets(path: string): string[] {
  return attributeValues(read(path))
    .filter((value) => !/^[a-z][a-z+.-]*:/i.test(value))
    .map((value) => resolveTarget(path, value));
}

function resolveTarget(path: string, value: string): string {
  const [target = "", anchor] = value.split("#");
  const file = target === "" ? path : posix.join(posix.dirname(path), target);
  return anchor === undefined ? file : `${file}#${anchor}`;
}

function exists(target: string): boolean {
  const [path = "", anchor] = target.split("#");
  const file = path.endsWith("/") || path === "." ? posix.join(path, "index.html") : path;
  if (!existsSync(join(DIST, file))) return false;
  return anchor === undefined || anchor === "" || read(file).includes(`id="${decodeURIComponent(anchor)}"`);
}

function attributeValues(html: string): string[] {
  const withoutScripts = html.replace(/<script\b[^>]*>[^<]+<\/script>/g, "");
  return [...withoutScripts.matchAll(/<[^>]+?\s(?:href|src)="([^"]*)"/g)].map(([, value = ""]) =>
    value.replaceAll("&amp;", "&"),
  );
}

function read(path: string): string {
  return readFileSync(join(DIST, path), "utf8");
}
