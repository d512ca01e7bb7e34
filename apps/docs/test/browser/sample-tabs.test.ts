import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endpoints } from "../../src/contract/operations.ts";
import { SAMPLE_LANGUAGES } from "../../src/sample-languages.ts";
import { OPENAPI } from "../contract.ts";
import { missingForBrowser, SiteBrowser } from "./browser.ts";

const operations = endpoints.map(({ operation: { operationId }, page }) => ({ operationId, page }));

describe.skipIf(missingForBrowser)(`code samples${missingForBrowser}`, () => {
  let site: SiteBrowser;
  beforeAll(async () => {
    site = await SiteBrowser.start();
  }, 60_000);
  afterAll(() => site[Symbol.asyncDispose]());

  test.each(operations)(
    "each tab of $operationId shows its file and no other",
    async ({ operationId, page: path }) => {
      await using opened = await site.open(path);
      const { page } = opened;
      for (const { extension, label } of SAMPLE_LANGUAGES) {
        await page.getByRole("tab", { name: label, exact: true }).click();
        const panel = page.getByRole("tabpanel", { name: label, exact: true });
        const source = readFileSync(join(OPENAPI, "code-samples", `${operationId}.${extension}`), "utf8");

        expect((await panel.locator("pre").textContent())?.trim()).toBe(source.trim());
        expect(
          await page
            .locator("[data-tab] pre", { hasText: /DREAMBOOTH_SANDBOX_API_KEY/ })
            .filter({ visible: true })
            .count(),
        ).toBe(1);
      }
    },
    30_000,
  );

  test("tabs are reached by the arrow keys", async () => {
    await using opened = await site.open(operations[0]?.page ?? "");
    const { page } = opened;
    const [first, second] = SAMPLE_LANGUAGES;
    await page.getByRole("tab", { name: first.label, exact: true }).focus();
    await page.keyboard.press("ArrowRight");

    expect(
      await page.getByRole("tab", { name: second.label, exact: true }).getAttribute("aria-selected"),
    ).toBe("true");
    expect(await page.getByRole("tabpanel", { name: second.label, exact: true }).isVisible()).toBe(true);
  }, 30_000);
});
