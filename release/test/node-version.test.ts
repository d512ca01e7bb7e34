import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readManifest } from "../src/published-packages.ts";
import { repository } from "./support/repository.ts";

const COMMAND = "npx @dreambooth-sandbox/mock";
const PLACES = ["*.md", "{apps,packages}/*/*.md", "openapi/*.md", "{apps,packages}/*/src/**/*.{md,ts}"];

const oldest = readManifest(join(repository, "packages/mock/package.json"))["engines"] as { node: string };
const files = globSync(PLACES, { cwd: repository })
  .map((file) => ({ file, text: readFileSync(join(repository, file), "utf8") }))
  .filter(({ text }) => text.includes(COMMAND));

test("the mock's command is documented", () => {
  expect(files.map(({ file }) => file)).toContain("packages/mock/README.md");
});

test.each(files)("$file shows the mock's command with the Node version that it needs", ({ text }) => {
  const version = oldest.node.replace(">=", "").replace(".", "\\.");
  expect(text).toMatch(new RegExp(`Node(?:\\.js)? ${version}\\b`));
});
