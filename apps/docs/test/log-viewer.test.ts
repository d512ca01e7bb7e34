import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { formatDuration } from "../src/log-viewer/duration.ts";
import { readInput } from "../src/log-viewer/read-input.ts";
import { fromFragment, toFragment } from "../src/log-viewer/share.ts";

test.each([
  [0, "0 s"],
  [12_340, "12.34 s"],
  [59_999, "60 s"],
  [60_000, "1 min"],
  [1_804_510, "30 min 5 s"],
  [3_600_000, "1 h"],
  [93_780_000, "1 d 2 h"],
  [Infinity, "∞"],
])("formatDuration says %d ms as %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

describe("readInput", () => {
  test.each(["", " /n Step:1 x, 2 Steps to go", "{ not JSON", "[1]", "12", "null"])(
    "takes %j for a step log",
    (text) => {
      expect(readInput(text)).toEqual({ form: "step log", log: text, facts: {} });
    },
  );

  test("takes the log of data before that of logs", () => {
    expect(readInput(`{"logs": "old", "data": "new"}`).log).toBe("new");
  });

  test("has no log where the field is no text", () => {
    expect(readInput(`{"status": "success", "data": {"a": 1}}`)).toMatchObject({ form: "reply", log: "" });
  });

  test.each(["error", "failed"])("takes a reply of status %s for an error reply", (status) => {
    const reading = readInput(JSON.stringify({ status, message: "Failed, Try Again", id: "", output: "" }));
    expect(reading).toEqual({ form: "error reply", log: "", facts: { message: "Failed, Try Again" } });
  });
});

describe("a link", () => {
  test.each(["", "a", " /n Step:1 Ünï 🎉 <b>&\"'", "x\n\r\n\0", "long ".repeat(10_000)])(
    "gives back the text of %j",
    async (text) => {
      const fragment = await toFragment(text);
      expect(fragment).toMatch(/^#log=[\w-]*$/);
      expect(await fromFragment(fragment ?? "")).toBe(text);
    },
  );

  test("is short for a log that repeats itself", async () => {
    const fragment = await toFragment(" /n Step:1 Training Started".repeat(1000));
    expect(fragment?.length).toBeLessThan(500);
  });

  test("is not made of more than a megabyte", async () => {
    expect(await toFragment("x".repeat(1_000_001))).toBeUndefined();
  });

  test("is not unpacked beyond a megabyte", async () => {
    const bomb = deflateRawSync("x".repeat(5_000_000)).toString("base64url");
    expect(await fromFragment(`#log=${bomb}`)).toBeUndefined();
  });
});
