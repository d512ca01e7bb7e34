import { expect, test } from "vitest";
import { DEFAULT_BASE_URL } from "../src/connection/base-url.ts";
import { findJournalFolder } from "../src/journal/journal-folder.ts";
import { findStateFolder } from "../src/journal/state-folder.ts";
import { vendorUrl } from "./contract.ts";

const home = () => "/home/ada";

test.each<[NodeJS.Platform, Record<string, string>, string]>([
  ["linux", { HOME: "/home/ada" }, "/home/ada/.local/state/dreambooth-sandbox"],
  ["linux", {}, "/home/ada/.local/state/dreambooth-sandbox"],
  ["linux", { XDG_STATE_HOME: "/state" }, "/state/dreambooth-sandbox"],
  ["linux", { XDG_STATE_HOME: "state" }, "/home/ada/.local/state/dreambooth-sandbox"],
  ["linux", { XDG_STATE_HOME: "" }, "/home/ada/.local/state/dreambooth-sandbox"],
  ["freebsd", {}, "/home/ada/.local/state/dreambooth-sandbox"],
  ["darwin", {}, "/home/ada/Library/Application Support/dreambooth-sandbox"],
  ["darwin", { XDG_STATE_HOME: "/state" }, "/state/dreambooth-sandbox"],
  [
    "win32",
    { LOCALAPPDATA: String.raw`C:\Users\ada\AppData\Local` },
    String.raw`C:\Users\ada\AppData\Local\dreambooth-sandbox`,
  ],
  [
    "win32",
    { USERPROFILE: String.raw`C:\Users\ada` },
    String.raw`C:\Users\ada\AppData\Local\dreambooth-sandbox`,
  ],
])("on %s with %j the state is in %s", (platform, env, folder) => {
  expect(findStateFolder(env, platform, home)).toBe(folder);
});

test.each([
  [{}, {}, "/state/dreambooth-sandbox/journal/stablediffusionapi.com"],
  [{ baseUrl: DEFAULT_BASE_URL }, {}, "/state/dreambooth-sandbox/journal/stablediffusionapi.com"],
  [{}, { DREAMBOOTH_SANDBOX_BASE_URL: "" }, "/state/dreambooth-sandbox/journal/stablediffusionapi.com"],
  [
    {},
    { DREAMBOOTH_SANDBOX_BASE_URL: "http://127.0.0.1:4010" },
    "/state/dreambooth-sandbox/journal/127.0.0.1_3A4010",
  ],
  [
    { baseUrl: "https://a.example/b/" },
    { DREAMBOOTH_SANDBOX_BASE_URL: "http://127.0.0.1:4010" },
    "/state/dreambooth-sandbox/journal/a.example",
  ],
  [{ baseUrl: "../.." }, {}, "/state/dreambooth-sandbox/journal/.._2F.."],
  [{ journal: "here" }, {}, "here"],
])("with %j and %j the journal is in %s", (options, env, folder) => {
  expect(findJournalFolder(options, { XDG_STATE_HOME: "/state", ...env })).toBe(folder);
});

test("the default service is the contract's", () => {
  expect(DEFAULT_BASE_URL).toBe(vendorUrl);
});
