import { describe, expect, test } from "vitest";
import { schemaNamed, trainingStatuses } from "../contract.ts";
import { missingForBrowser, openPage } from "./browser.ts";

/** Without the fields whose names are ordinary words, such as `webhook`: those have better places in guides. */
const fields = Object.keys(schemaNamed("CreateTrainingRequest").properties ?? {}).filter((name) =>
  name.includes("_"),
);
const { all: statuses } = trainingStatuses();
const words = [fields[0], fields.at(-1), statuses[0], statuses.at(-1)];

describe.skipIf(missingForBrowser)(`search${missingForBrowser}`, () => {
  test.each(words)("finds %s by keyboard alone and goes to where it is described", async (word = "") => {
    await using opened = await openPage("index.html");
    const { page } = opened;
    await page.keyboard.press("/");
    await page.getByRole("combobox", { name: "Search the documentation" }).fill(word);
    await page.getByRole("option", { selected: true }).filter({ hasText: word }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/reference/**");

    const target = page.locator(`[id="${decodeURIComponent(new URL(page.url()).hash.slice(1))}"]`);
    await expect.poll(() => target.isVisible()).toBe(true);
    expect(await target.innerText()).toContain(word);
  });

  test("says so when nothing is found", async () => {
    await using opened = await openPage("index.html");
    const { page } = opened;
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("combobox", { name: "Search the documentation" }).fill("zzzzqqqq");
    await page.getByText("Nothing was found.").waitFor();

    expect(await page.getByRole("option").count()).toBe(0);
  });
});
