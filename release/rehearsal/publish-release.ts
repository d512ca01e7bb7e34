import { appendFile, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { listPublishedPackages } from "../src/published-packages.ts";
import { copyRepository } from "./copy-repository.ts";
import { run } from "./run.ts";

/** A release that was packed, and not published yet. */
export interface PackedRelease {
  /** The copy of the repository. */
  copy: string;
  /** The folder with the tarballs and the plan. */
  packed: string;
  packages: { name: string; version: string }[];
}

/**
 * Does what the release workflow does, on a copy of the repository: turns the changesets into versions, builds, and packs.
 * The copy publishes to this registry only.
 */
export async function packRelease(
  repository: string,
  folder: string,
  registry: string,
): Promise<PackedRelease> {
  const copy = join(folder, "repository");
  const packed = join(folder, "packed");
  await copyRepository(repository, copy);
  await useRegistry(copy, registry);
  const pnpm = (...args: string[]) => run("pnpm", args, { cwd: copy });
  await pnpm("install", "--frozen-lockfile", "--prefer-offline");
  await pnpm("exec", "changeset", "version");
  const packages = listPublishedPackages(copy).map(({ manifest: { name, version } }) => ({ name, version }));
  await pnpm("exec", "turbo", "run", "build", ...packages.map(({ name }) => `--filter=${name}`));
  await pnpm("exec", "changeset", "pack", "--out-dir", packed);
  return { copy, packed, packages };
}

/** Publishes a packed release. */
export async function publishRelease({ copy, packed }: PackedRelease): Promise<void> {
  await run("pnpm", ["exec", "changeset", "publish", "--from-pack-dir", packed], { cwd: copy });
}

/** Unpacks the tarballs of a release, each in a folder of its own, and returns the folder of them all. */
export async function unpackRelease({ packed }: PackedRelease): Promise<string> {
  const unpacked = join(packed, "unpacked");
  for (const tarball of await readdir(join(packed, "packages"))) {
    const target = join(unpacked, tarball);
    await mkdir(target, { recursive: true });
    await run("tar", ["-xzf", join(packed, "packages", tarball), "-C", target], { cwd: packed });
  }
  return unpacked;
}

/** Points pnpm to a registry, and checks that it obeys: a rehearsal must not publish anywhere else. */
async function useRegistry(copy: string, registry: string): Promise<void> {
  const { host } = new URL(registry);
  await appendFile(join(copy, ".npmrc"), `registry=${registry}\n//${host}/:_authToken=rehearsal\n`);
  const { stdout } = await run("pnpm", ["config", "get", "registry"], { cwd: copy });
  if (stdout.trim() !== registry)
    throw new Error(`pnpm would publish to ${stdout.trim()} (expected ${registry}).`);
}
