import { afterAll, beforeEach, expect, test } from "vitest";
import { copyTree } from "./support/copied-tree.ts";

const README = "packages/client/README.md";
const tree = copyTree();
afterAll(() => tree[Symbol.dispose]());
const original = tree.read(README);
beforeEach(() => tree.write(README, original));

test.each(["statuses", "request-fields", "errors"])(
  "generate:check names a README and its table %s when a row was removed, and generate repairs it",
  async (name) => {
    const lines = original.split("\n");
    const start = lines.indexOf(`<!-- table: ${name} -->`);
    const row = lines.findIndex((line, index) => index > start + 3 && line.startsWith("| `"));
    tree.write(README, lines.toSpliced(row, 1).join("\n"));

    const checked = await tree.run("", "sh", "-c", script("generate:check"));
    expect(checked).toExitWith(1);
    expect(checked.output.trim()).toBe(
      `${README}: the table "${name}" is out of date. Run \`pnpm generate\` and commit the result.`,
    );

    expect(await tree.run("", "sh", "-c", script("readme-tables"))).toExitWith(0);
    expect(tree.read(README)).toBe(original);
  },
);

/** Returns a script of the root, which a shell runs without the package manager's own output. */
function script(name: string): string {
  const { scripts } = JSON.parse(tree.read("package.json")) as { scripts: Record<string, string> };
  return scripts[name] ?? "";
}
