import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, matchesGlob } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { listPublishedPackages } from "../src/published-packages.ts";
import { describeProject } from "../src/repository/metadata.ts";
import { readAddress } from "../src/repository/places.ts";
import { findLinks } from "./support/find-links.ts";
import { packPackages, type PackedPackage } from "./support/pack.ts";
import { repository } from "./support/repository.ts";

/** Everything a published manifest may contain: nothing that only development needs. */
const MANIFEST_FIELDS = new Set(
  (
    "name version description keywords homepage bugs license author repository " +
    "bin files type sideEffects exports dependencies peerDependencies peerDependenciesMeta engines"
  ).split(" "),
);

const SECRETS = [
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bgh[opsu]_[A-Za-z0-9]{36}\b/,
  /_authToken/,
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
];

const address = readAddress(repository);
const packages = listPublishedPackages(repository);
const folder = mkdtempSync(join(tmpdir(), "dreambooth-sandbox-tarballs-"));
afterAll(() => rmSync(folder, { recursive: true }));
const packed = packPackages(packages, folder);

test("the published packages are packed", () => {
  expect([...packed.keys()].toSorted()).toEqual(packages.map(({ manifest }) => manifest.name).toSorted());
});

describe.each(packages)("the tarball of $manifest.name", ({ folder: source, manifest: { name } }) => {
  const { files, manifest, read } = packed.get(name) as PackedPackage;

  test("describes the project", () => {
    expect(manifest).toMatchObject({ ...describeProject(address, source), license: "MIT" });
    expect(manifest["description"]).toMatch(/\w{3}/);
    expect(manifest["keywords"]).toContain("dreambooth");
  });

  test("has no manifest field that only development needs", () => {
    expect(Object.keys(manifest).filter((field) => !MANIFEST_FIELDS.has(field))).toEqual([]);
  });

  test("accepts compatible versions of its dependencies", () => {
    const ranges = Object.values(manifest.dependencies ?? {});
    expect(ranges.filter((range) => !/^\^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  });

  test("contains every file that `exports` and `bin` name", () => {
    const entries = Object.values(manifest.exports ?? {}).flatMap((entry) =>
      typeof entry === "string" ? [entry] : Object.values(entry),
    );
    const targets = [...entries, ...Object.values(manifest.bin ?? {})].map((target) =>
      target.replace("./", ""),
    );
    expect(targets.length).toBeGreaterThan(1);
    expect(targets.filter((target) => !files.some((file) => matchesGlob(file, target)))).toEqual([]);
  });

  test("has a README whose links work on npm", () => {
    const links = findLinks(read("README.md"));
    expect(links.filter((link) => !/^(?:https:\/\/|#)/.test(link))).toEqual([]);
    const paths = links
      .filter((link) => link.startsWith(`${address.web}/`))
      .map((link) => /\/(?:blob|tree)\/main\/([^#]+)/.exec(link)?.[1])
      .filter((path) => path !== undefined);
    expect(paths.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
    const ownPaths = paths
      .filter((path) => path.startsWith(`${source}/`))
      .map((path) => path.slice(source.length + 1));
    expect(ownPaths.filter((path) => !files.some((file) => `${file}/`.startsWith(`${path}/`)))).toEqual([]);
  });

  test("contains the license, and the changelog once there is one", () => {
    expect(read("LICENSE")).toBe(readFileSync(join(repository, "LICENSE"), "utf8"));
    expect(manifest.files).toContain("CHANGELOG.md");
    expect(files.includes("CHANGELOG.md")).toBe(existsSync(join(repository, source, "CHANGELOG.md")));
  });

  test("contains no installed packages, tests, hidden files or secrets", () => {
    const unwanted =
      /(?:^|\/)(?:node_modules|coverage|\.[^/]+)(?:\/|$)|^test\/(?!vectors\/)|\.(?:pem|key|tgz)$/;
    expect(files.filter((file) => unwanted.test(file))).toEqual([]);
    expect(files.filter((file) => SECRETS.some((secret) => secret.test(read(file))))).toEqual([]);
  });
});
