import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missingForBrowser, SiteBrowser } from "./browser.ts";

describe.skipIf(missingForBrowser)(`search${missingForBrowser}`, () => {
  let site: SiteBrowser;
  beforeAll(async () => {
    site = await SiteBrowser.start();
  }, 60_000);
  afterAll(() => site[Symbol.asyncDispose]());

  test.each(["max_train_steps", "instance_prompt", "trained_model_compressing"])(
    "finds %s by keyboard alone and goes to where it is described",
    async (word) => {
      await using opened = await site.open("index.html");
      const { page } = opened;
      await page.keyboard.press("/");
      await page.getByRole("combobox", { name: "Search the documentation" }).fill(word);
      await page.getByRole("option", { selected: true }).filter({ hasText: word }).waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL("**/reference/**");

      const target = page.locator(`[id="${decodeURIComponent(new URL(page.url()).hash.slice(1))}"]`);
      await expect.poll(() => target.isVisible()).toBe(true);
      expect(await target.innerText()).toContain(word);
    },
    30_000,
  );

  test("says so when nothing is found", async () => {
    await using opened = await site.open("index.html");
    const { page } = opened;
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("combobox", { name: "Search the documentation" }).fill("zzzzqqqq");
    await page.getByText("Nothing was found.").waitFor();

    expect(await page.getByRole("option").count()).toBe(0);
  }, 30_000);
});
