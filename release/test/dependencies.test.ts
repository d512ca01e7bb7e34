import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { listPublishedPackages, readManifest } from "../src/published-packages.ts";
import { repository } from "./support/repository.ts";

const LICENSES = ["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD"];
const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall"];

interface InstalledPackage {
  name: string;
  paths: string[];
  license: string;
}

const document = readFileSync(join(repository, "DEPENDENCIES.md"), "utf8");
const published = listPublishedPackages(repository);

/** The rows of the table: the package, the dependency, its license, and the reason. */
const rows = document
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("`", "")),
  );

/** Everything that the published packages install, direct and indirect dependencies. */
const installed = listInstalled();

function listInstalled(): InstalledPackage[] {
  const filters = published.map(({ manifest }) => `--filter=${manifest.name}`);
  const output = execFileSync("pnpm", [...filters, "licenses", "list", "--prod", "--json"], {
    cwd: repository,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  return Object.values(JSON.parse(output) as Record<string, InstalledPackage[]>).flat();
}

test("DEPENDENCIES.md lists each runtime dependency of each package", () => {
  const direct = published.flatMap(({ manifest: { name, dependencies = {} } }) =>
    Object.entries(dependencies)
      .filter(([, range]) => !range.startsWith("workspace:"))
      .map(([dependency]) => `${name} > ${dependency}`),
  );
  expect(rows.map(([name, dependency]) => `${name} > ${dependency}`).toSorted()).toEqual(direct.toSorted());
});

describe.each(rows)("%s > %s", (_name, dependency, license, reason) => {
  test("has this license and a reason", () => {
    expect(installed.find(({ name }) => name === dependency)?.license).toBe(license);
    expect(reason).toMatch(/\w{3,}/);
  });
});

test("everything that is installed has a license that permits use by anyone", () => {
  expect(installed.length).toBeGreaterThan(rows.length / 2);
  expect(installed.filter(({ license }) => !LICENSES.includes(license))).toEqual([]);
  const named = LICENSES.filter((license) => document.includes(license));
  expect(named).toEqual(LICENSES);
});

test("nothing that is installed has an install script", () => {
  const paths = installed.flatMap((each) => each.paths);
  const scripted = paths.filter((path) => {
    const scripts = (readManifest(join(path, "package.json"))["scripts"] ?? {}) as Record<string, string>;
    return INSTALL_SCRIPTS.some((name) => name in scripts);
  });
  expect(scripted).toEqual([]);
});
