import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { findCapabilities } from "../src/terminal/capabilities.ts";

const find = (isTTY: boolean, env: Record<string, string> = {}, platform: NodeJS.Platform = "linux") =>
  findCapabilities(Object.assign(new PassThrough(), { isTTY }), env, platform);

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { TERM: "dumb" }, false],
  [true, { CI: "true" }, false],
  [true, { CI: "1" }, false],
  [true, { CI: "false" }, true],
  [true, { CI: "" }, true],
  [false, { FORCE_COLOR: "1" }, false],
  [true, { NO_COLOR: "1" }, true],
])("isTTY %j with %j: lines are redrawn: %j", (isTTY, env, expected) => {
  expect(find(isTTY, env).canRedraw).toBe(expected);
});

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { TERM: "dumb" }, false],
  [true, { NO_COLOR: "1" }, false],
  [true, { NO_COLOR: "0" }, false],
  [true, { NO_COLOR: "" }, true],
  [false, { FORCE_COLOR: "1" }, true],
  [false, { FORCE_COLOR: "" }, true],
  [true, { FORCE_COLOR: "0" }, false],
  [true, { FORCE_COLOR: "3", NO_COLOR: "1" }, true],
])("isTTY %j with %j: there are colors: %j", (isTTY, env, expected) => {
  expect(find(isTTY, env).hasColors).toBe(expected);
});

test.each<[Record<string, string>, NodeJS.Platform, boolean]>([
  [{ LANG: "en_US.UTF-8" }, "linux", true],
  [{ LANG: "C.utf8" }, "linux", true],
  [{ LANG: "en_US.UTF-8", LC_ALL: "C" }, "linux", false],
  [{ LANG: "C", LC_CTYPE: "UTF-8" }, "darwin", true],
  [{ LANG: "en_US.UTF-8", TERM: "linux" }, "linux", false],
  [{}, "linux", false],
  [{ WT_SESSION: "1" }, "win32", true],
  [{ LANG: "en_US.UTF-8" }, "win32", false],
])("with %j on %s there is UTF-8: %j", (env, platform, expected) => {
  expect(find(true, env, platform).hasUnicode).toBe(expected);
});
