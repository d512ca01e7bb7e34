import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileJournal } from "@dreambooth-sandbox/client/journal";
import type { Intent } from "@dreambooth-sandbox/client/journal";
import { describe, expect, test } from "vitest";
import { createTemporaryFolder, intentOf, listAll } from "../support/journals.ts";
import { rejection } from "../support/rejection.ts";

/** Returns the names of an intent's files, the oldest first. */
function filesOf(folder: string, intentId: string): string[] {
  return readdirSync(folder)
    .filter((name) => (JSON.parse(readFileSync(join(folder, name), "utf8")) as Intent).intentId === intentId)
    .toSorted();
}

describe("fileJournal", () => {
  test("creates its folder, with all above it, when an intent begins", async () => {
    const folder = join(createTemporaryFolder(), "deep/down");
    const journal = fileJournal(folder);
    expect(await listAll(journal)).toEqual([]);
    expect(await journal.get("a")).toBeUndefined();
    expect(() => statSync(folder)).toThrow("ENOENT");
    await journal.begin(intentOf("a"));
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test("is shared by all journals of the same folder", async () => {
    const folder = createTemporaryFolder();
    const journals = Array.from({ length: 8 }, () => fileJournal(folder));
    const results = await Promise.all(journals.map((journal) => journal.begin(intentOf("a"))));
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    const [first] = await Promise.all(journals.map((journal) => journal.get("a")));
    for (const journal of journals) expect(await journal.get("a")).toEqual(first);
  });

  test("keeps every state in a file of its own, and no drafts", async () => {
    const folder = createTemporaryFolder();
    const journal = fileJournal(folder);
    const intent = intentOf("a");
    await journal.begin(intent);
    const [first = ""] = readdirSync(folder);
    const before = readFileSync(join(folder, first), "utf8");
    await journal.update("a", {
      attemptId: intent.attemptId,
      state: "created",
      updatedAt: 5,
      trainingId: "T",
    });
    expect(readdirSync(folder)).toHaveLength(2);
    expect(readFileSync(join(folder, first), "utf8")).toBe(before);
  });

  test("shows its files to no other user", async () => {
    const folder = join(createTemporaryFolder(), "journal");
    await fileJournal(folder).begin(intentOf("a"));
    const paths = [folder, ...readdirSync(folder).map((name) => join(folder, name))];
    expect(paths.map((path) => statSync(path).mode & 0o077)).toEqual([0, 0]);
  });

  test("ignores the drafts of processes that were killed, and other files", async () => {
    const folder = createTemporaryFolder();
    const journal = fileJournal(folder);
    await journal.begin(intentOf("a"));
    const [file = ""] = readdirSync(folder);
    writeFileSync(join(folder, `${file}.0000.draft`), '{"intentId": "a", "sta');
    writeFileSync(join(folder, "notes.txt"), "not JSON");
    expect(await listAll(journal)).toMatchObject([{ intentId: "a" }]);
    expect(await journal.begin(intentOf("a"))).toMatchObject({ created: false });
  });

  test.each([
    ["torn", (file: string) => truncateSync(file, 40)],
    ["empty", (file: string) => truncateSync(file)],
    ["not an object", (file: string) => writeFileSync(file, "null")],
    ["without a state", (file: string) => writeFileSync(file, '{"intentId":"b"}')],
    ["of another intent", (file: string) => writeFileSync(file, JSON.stringify(intentOf("c")))],
  ])("names a file that is %s, and loses nothing else", async (_, damage) => {
    const folder = createTemporaryFolder();
    const journal = fileJournal(folder);
    for (const id of ["a", "b", "c"]) await journal.begin(intentOf(id));
    const [name = ""] = filesOf(folder, "b");
    damage(join(folder, name));
    for (const call of [journal.get("b"), journal.begin(intentOf("b"))])
      expect(String(await rejection(call))).toContain(join(folder, name));
    const listed: string[] = [];
    const listing = (async () => {
      for await (const { intentId } of journal.list()) listed.push(intentId);
    })();
    expect(String(await rejection(listing))).toContain(join(folder, name));
    expect(listed.toSorted()).toEqual(["a", "c"]);
    expect(await journal.begin(intentOf("d"))).toEqual({ created: true });
  });

  test("needs only the newest version to be intact", async () => {
    const folder = createTemporaryFolder();
    const journal = fileJournal(folder);
    const intent = intentOf("a");
    await journal.begin(intent);
    await journal.update("a", {
      attemptId: intent.attemptId,
      state: "created",
      updatedAt: 5,
      trainingId: "T",
    });
    const [first = ""] = filesOf(folder, "a");
    truncateSync(join(folder, first));
    expect(await journal.get("a")).toMatchObject({ trainingId: "T" });
  });

  test("rejects, and records nothing, where it cannot write", async () => {
    const file = join(createTemporaryFolder(), "file");
    writeFileSync(file, "");
    const journal = fileJournal(join(file, "journal"));
    expect(await rejection(journal.begin(intentOf("a")))).toMatchObject({ code: "ENOTDIR" });
  });

  test("stays in its folder when the process changes its own", async () => {
    const folder = createTemporaryFolder();
    const before = process.cwd();
    try {
      process.chdir(folder);
      const journal = fileJournal("journal");
      process.chdir("/");
      await journal.begin(intentOf("a"));
    } finally {
      process.chdir(before);
    }
    expect(readdirSync(join(folder, "journal"))).toHaveLength(1);
  });

  test("needs a path", () => {
    expect(() => fileJournal("")).toThrow(TypeError);
    // @ts-expect-error a path that is not a string
    expect(() => fileJournal(undefined)).toThrow(TypeError);
  });
});
