import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { seriousProblems } from "./axe.ts";
import { ARTIFACTS, builtPages, missingForBrowser, SiteBrowser, type WatchedPage } from "./browser.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.skipIf(missingForBrowser)(`every page${missingForBrowser}`, () => {
  let site: SiteBrowser;
  beforeAll(async () => {
    site = await SiteBrowser.start();
  });
  afterAll(() => site[Symbol.asyncDispose]());

  describe.each(builtPages())("%s", (path) => {
    let opened: WatchedPage;
    beforeAll(async () => {
      opened = await site.open(path, { colorScheme: "light", viewport: { width: 1280, height: 900 } });
      await opened.page.waitForLoadState("networkidle");
      if (path === "redoc.html") await opened.page.locator(".redoc-shown").waitFor();
    });
    afterAll(() => opened[Symbol.asyncDispose]());

    test("has no serious accessibility problem", async () => {
      const { page } = opened;
      await page.screenshot({ path: screenshot(path, "light"), fullPage: true });

      expect(await seriousProblems(page)).toEqual([]);
    });

    test("has readable colours when it is dark", async () => {
      const { page } = opened;
      await page.emulateMedia({ colorScheme: "dark" });
      await page.screenshot({ path: screenshot(path, "dark"), fullPage: true });

      expect(await seriousProblems(page, ["color-contrast"])).toEqual([]);
    });

    test("fits into 360 pixels", async () => {
      const { page } = opened;
      await page.setViewportSize({ width: 360, height: 740 });
      await page.screenshot({ path: screenshot(path, "360"), fullPage: true });

      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    });

    test("asks no other host, and logs no error", () => {
      expect(opened.outside).toEqual([]);
      expect(opened.errors).toEqual([]);
    });

    test("has title, navigation and text without scripts", async () => {
      await using plain = await site.open(path, { javaScriptEnabled: false });
      const { page } = plain;

      expect(await page.locator("main h1").first().isVisible()).toBe(true);
      expect(await page.locator("nav#nav a").count()).toBe(builtPages().length);
      expect((await page.locator("main").innerText()).length).toBeGreaterThan(200);
    });
  });

  test("the reader's choice of dark holds on the next page", async () => {
    await using opened = await site.open("index.html", { colorScheme: "light" });
    const { page } = opened;
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();
    await page.getByRole("button", { name: "Switch between light and dark" }).click();
    const dark = await background();
    await page.getByRole("link", { name: "Log viewer" }).first().click();
    await page.waitForURL("**/log-viewer.html");

    expect(dark).not.toBe(light);
    expect(await background()).toBe(dark);
  });
});

function screenshot(path: string, variant: string): string {
  return join(ARTIFACTS, "screenshots", `${path.replace(/\.html$/, "").replaceAll("/", "-")}-${variant}.png`);
}
