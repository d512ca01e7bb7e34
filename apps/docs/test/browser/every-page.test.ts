import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { builtPages } from "../built-pages.ts";
import { seriousProblems } from "./axe.ts";
import { missingForBrowser, openPage, type WatchedPage } from "./browser.ts";

/** CI stores the pictures for people to look at. No test compares them. */
const SCREENSHOTS = join(import.meta.dirname, "../../.artifacts/screenshots");

describe.skipIf(missingForBrowser)(`every page${missingForBrowser}`, () => {
  test("the site has pages", () => {
    expect(builtPages).toContain("index.html");
  });

  describe.each(builtPages)("%s", (path) => {
    let opened: WatchedPage;
    beforeAll(async () => {
      opened = await openPage(path, { colorScheme: "light", viewport: { width: 1280, height: 900 } });
      await opened.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
      if (path === "redoc.html") await opened.page.locator(".redoc-shown").waitFor();
    });
    afterAll(() => opened[Symbol.asyncDispose]());

    test("has no serious accessibility problem", async () => {
      const { page } = opened;
      await keepPicture(page, path, "light");

      expect(await seriousProblems(page)).toEqual([]);
    });

    test("has readable colours when it is dark", async () => {
      const { page } = opened;
      await page.emulateMedia({ colorScheme: "dark" });
      await keepPicture(page, path, "dark");

      expect(await seriousProblems(page, ["color-contrast"])).toEqual([]);
    });

    test("fits into 360 pixels", async () => {
      const { page } = opened;
      await page.setViewportSize({ width: 360, height: 740 });
      await keepPicture(page, path, "360");

      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    });

    test("asks no other host, and logs no error", () => {
      expect(opened.outside).toEqual([]);
      expect(opened.errors).toEqual([]);
    });

    test("has title, navigation and text without scripts", async () => {
      await using plain = await openPage(path, { javaScriptEnabled: false });
      const { page } = plain;

      expect(await page.locator("main h1").first().isVisible()).toBe(true);
      expect(await page.locator("nav#nav a").count()).toBe(builtPages.length);
      expect((await page.locator("main").innerText()).length).toBeGreaterThan(200);
    });
  });

  test("the reader's choice of dark holds on the next page", async () => {
    await using opened = await openPage("index.html", { colorScheme: "light" });
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

async function keepPicture(page: Page, path: string, variant: string): Promise<void> {
  if (!process.env["CI"]) return;
  const name = `${path.replace(/\.html$/, "").replaceAll("/", "-")}-${variant}.jpg`;
  await page.screenshot({ path: join(SCREENSHOTS, name), type: "jpeg", quality: 70, fullPage: true });
}
