import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { repository } from "./support/repository.ts";

interface Lockfile {
  packages: Record<string, { resolution: Record<string, string> }>;
}

const { packages } = parse(readFileSync(join(repository, "pnpm-lock.yaml"), "utf8")) as Lockfile;

test("every package in the lockfile comes from the registry, with a checksum", () => {
  const resolutions = Object.entries(packages);
  expect(resolutions.length).toBeGreaterThan(100);
  const unchecked = resolutions.filter(
    ([, { resolution }]) =>
      Object.keys(resolution).join() !== "integrity" ||
      !/^sha512-[\w+/]{86}==$/.test(resolution["integrity"] ?? ""),
  );
  expect(unchecked).toEqual([]);
});
