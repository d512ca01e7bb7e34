import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { renderMitLicense } from "./mit-license.ts";

/** What the notices contain about a package. */
interface Notice {
  name: string;
  version: string;
  license: string;
  text: string;
}

interface Manifest {
  name: string;
  version: string;
  license?: string;
  /** What old packages have instead of `license`. */
  licenses?: { type: string }[];
  author?: string | { name: string };
}

const PACKAGE_FOLDER = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;
const LICENSE_FILE = /^(?:licen[cs]e|copying|notice)/i;

/** Returns the licenses of the packages to which the modules belong. */
export async function renderNotices(modules: string[]): Promise<string> {
  const folders = new Set(modules.flatMap((module) => PACKAGE_FOLDER.exec(module)?.[0] ?? []));
  const notices = await Promise.all([...folders].map(readNotice));
  const distinct = new Map(notices.map((notice) => [`${notice.name} ${notice.version}`, notice]));
  const sections = [...distinct.entries()].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return [
    "dist/prism contains code of these packages. Each is distributed under its own license.",
    ...sections.map(([heading, { license, text }]) => `${heading} (${license})\n\n${text.trim()}`),
    "",
  ].join(`\n\n${"-".repeat(80)}\n\n`);
}

async function readNotice(folder: string): Promise<Notice> {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
  const { name, version } = manifest;
  const license = manifest.license ?? manifest.licenses?.map(({ type }) => type).join(" or ");
  if (license === undefined) throw new Error(`${name} names no license. Leave it out of the bundle.`);
  const files = (await readdir(folder)).filter((file) => LICENSE_FILE.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return {
    name,
    version,
    license,
    text: texts.length > 0 ? texts.join("\n") : replaceText(manifest, license),
  };
}

/** Returns the license of a package that names one and does not contain its text. */
function replaceText({ name, author }: Manifest, license: string): string {
  if (license !== "MIT") throw new Error(`${name} contains no text of its license ${license}.`);
  const holder = typeof author === "object" ? author.name : author;
  return renderMitLicense(holder ?? `the authors of ${name}`);
}
