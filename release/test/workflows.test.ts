import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readManifest } from "../src/published-packages.ts";
import { repository } from "./support/repository.ts";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, string>;
}

interface Job {
  uses?: string;
  permissions?: Record<string, string>;
  steps?: Step[];
  environment?: string;
  needs?: string | string[];
}

interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

const files = globSync(".github/workflows/*.yml", { cwd: repository });
const workflows = files.map((file) => {
  const text = readFileSync(join(repository, file), "utf8");
  return { file, text, workflow: parse(text) as Workflow };
});
const scripts = Object.keys(readManifest(join(repository, "package.json"))["scripts"] as object);

describe.each(workflows)("$file", ({ text, workflow }) => {
  test("runs only actions that are pinned to a commit, with their version in a comment", () => {
    const uses = text.split("\n").filter((line) => /\buses:/.test(line) && !line.includes("uses: ./"));
    expect(uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test("lets no job of its own write by default", () => {
    expect(Object.values(workflow.permissions).filter((permission) => permission !== "read")).toEqual([]);
  });

  test("installs nothing where something can be uploaded in the project's name", () => {
    const uploading = Object.values(workflow.jobs).filter((job) => job.permissions?.["id-token"] === "write");
    const lines = uploading.flatMap(({ steps = [] }) => steps.map(({ run = "" }) => run));
    expect(lines.filter((line) => /\binstall\b/.test(line))).toEqual([]);
  });

  test("calls scripts that exist", () => {
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps ?? []);
    const lines = steps.flatMap((step) => [step.run ?? "", step.with?.["script"] ?? ""]).join("\n");
    const called = [...lines.matchAll(/pnpm@[\d.]+ (?:run )?([a-z][\w:-]*)/g)].map(([, name]) => name);
    const commands = new Set(["install", "exec"]);
    expect(called.filter((name) => !commands.has(name ?? "") && !scripts.includes(name ?? ""))).toEqual([]);
  });
});

test("a release is announced only after a person has approved it", () => {
  const release = workflows.find(({ file }) => file.endsWith("release.yml"))?.workflow.jobs ?? {};
  expect(release["announce"]?.environment).toBe("npm");
  expect(release["announce"]?.needs).toContain("stage");
  expect(release["stage"]?.steps?.map(({ run }) => run).join("\n")).toContain("stage publish");
});
