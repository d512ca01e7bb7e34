import { describe, expect, test } from "vitest";
import { endpoints } from "../../src/contract/operations.ts";
import { readSamples } from "../../src/contract/samples.ts";
import { missingForBrowser, openPage } from "./browser.ts";

const operations = endpoints
  .map(({ operation: { operationId }, page }) => ({ operationId, page, samples: readSamples(operationId) }))
  .filter(({ samples }) => samples.length > 0);

describe.skipIf(missingForBrowser)(`code samples${missingForBrowser}`, () => {
  test.each(operations)(
    "each tab of $operationId shows its file and no other",
    async ({ page: path, samples }) => {
      await using opened = await openPage(path);
      const { page } = opened;
      for (const { language, source } of samples) {
        await page.getByRole("tab", { name: language.title, exact: true }).click();
        const panel = page.getByRole("tabpanel", { name: language.title, exact: true });

        expect((await panel.locator("pre").textContent())?.trim()).toBe(source.trim());
        expect(
          await page
            .locator("[data-tab] pre", { hasText: /DREAMBOOTH_SANDBOX_API_KEY/ })
            .filter({ visible: true })
            .count(),
        ).toBe(1);
      }
    },
  );

  test("tabs are reached by the arrow keys", async () => {
    const [operation] = operations;
    const [first = "", second = ""] = operation?.samples.map(({ language }) => language.title) ?? [];
    await using opened = await openPage(operation?.page ?? "");
    const { page } = opened;
    await page.getByRole("tab", { name: first, exact: true }).focus();
    await page.keyboard.press("ArrowRight");

    expect(await page.getByRole("tab", { name: second, exact: true }).getAttribute("aria-selected")).toBe(
      "true",
    );
    expect(await page.getByRole("tabpanel", { name: second, exact: true }).isVisible()).toBe(true);
  });
});
