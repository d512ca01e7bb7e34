import { parseLog } from "@dreambooth-sandbox/log-parser";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { contractExamples, vectorExamples } from "../../src/log-viewer/examples.ts";
import { trainingStatuses } from "../contract.ts";
import { seriousProblems } from "./axe.ts";
import { missingForBrowser, openPage, type WatchedPage } from "./browser.ts";

const LOG = [
  "Step:1 Training Started, 5 More Steps to go : ETA : 60 minutes | Time Elapsed : 12.34 seconds",
  "something <b>entirely</b> different",
  "Training Failed:  Valid image links less than 3",
].join(" /n ");

describe.skipIf(missingForBrowser)(`log viewer${missingForBrowser}`, () => {
  const open = () => openPage("log-viewer.html");

  test("shows steps, times, the failure, and what is not understood", async () => {
    await using opened = await open();
    await paste(opened, LOG);

    expect(await entries(opened.page, "step")).toMatchObject([
      expect.stringMatching(/Training Started.*step 1, 5 to go.*1 h left.*after 12.34 s/s),
    ]);
    expect(await entries(opened.page, "failure")).toMatchObject([
      expect.stringContaining("Valid image links less than 3"),
    ]);
    expect(await entries(opened.page, "unknown")).toMatchObject([
      expect.stringContaining("something <b>entirely</b> different"),
    ]);
    expect(await summary(opened.page)).toMatch(/17 %\s*failed/);
    expect(await seriousProblems(opened.page)).toEqual([]);
    expect(opened.errors).toEqual([]);
  });

  test("shows the same as JSON", async () => {
    await using opened = await open();
    await paste(opened, LOG);
    await opened.page.getByRole("tab", { name: "JSON" }).click();
    const json = await opened.page.getByRole("tabpanel", { name: "JSON" }).locator("code").innerText();

    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(parseLog(LOG))));
  });

  test.each([
    [
      "a reply",
      JSON.stringify({ status: "success", messege: "training_started", data: LOG }),
      /training_started/,
    ],
    [
      "a webhook with the vendor's trailing comma",
      `{"training_status": "deploying_gpu", "model_id": "abc", "logs": ${JSON.stringify(LOG)}, }`,
      /deploying_gpu[\s\S]*abc/,
    ],
    [
      "what the client prints",
      JSON.stringify({ status: "x", raw: { messege: "training_failed", data: LOG } }),
      /training_failed/,
    ],
    ["a JSON string", JSON.stringify(LOG), /17 %/],
  ])("finds the log in %s", async (_, text, facts) => {
    await using opened = await open();
    await paste(opened, text);

    expect(await entries(opened.page, "step")).toHaveLength(1);
    expect(await summary(opened.page)).toMatch(facts);
  });

  test("shows what an error reply says", async () => {
    await using opened = await open();
    await paste(
      opened,
      `{"status": "error", "message": {"prompt": ["The prompt field is required."]}, "retry_after": 30}`,
    );

    expect(await summary(opened.page)).toMatch(/error reply[\s\S]*The prompt field is required[\s\S]*30/);
  });

  test("shares a log by the link's fragment alone", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const sent: string[] = [];
    page.on("request", (request) => sent.push(request.url()));
    await paste(opened, LOG);
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("Copied.").waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await paste(opened, "");
    await page.goto("about:blank");
    await page.goto(link);

    expect(await page.getByRole("textbox").inputValue()).toBe(LOG);
    expect(await entries(page, "failure")).toHaveLength(1);
    expect(sent.filter((url) => !url.startsWith(new URL(link).origin))).toEqual(
      ["about:blank"].filter((url) => sent.includes(url)),
    );
    expect(opened.outside).toEqual([]);
  });

  test.each(["#log=%%%", "#log=AAAA", "#other"])("ignores the broken link %s", async (hash) => {
    await using opened = await openPage(`log-viewer.html${hash}`);

    expect(await opened.page.getByRole("textbox").inputValue()).toBe(
      contractExamples().find(({ text }) => JSON.parse(text).messege === trainingStatuses().way.at(-1))?.text,
    );
    expect(opened.errors).toEqual([]);
  });

  test("has every example of the contract and of the parser's tests one click away", async () => {
    const examples = [...contractExamples(), ...vectorExamples()];
    await using opened = await open();
    const { page, errors } = opened;
    for (const { name, text } of examples) {
      await page.locator(".chip").getByText(name, { exact: true }).first().click();
      expect.soft(normalize(await page.getByRole("textbox").inputValue())).toBe(normalize(text));
      expect.soft(await summary(page)).not.toBe("");
    }
    expect(errors).toEqual([]);
    expect(await page.locator(".chip").count()).toBe(examples.length);
  });
});

async function paste({ page }: WatchedPage, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Step log or reply" }).fill(text);
}

function entries(page: Page, kind: string): Promise<string[]> {
  return page.locator(`.timeline .${kind}`).allInnerTexts();
}

function summary(page: Page): Promise<string> {
  return page.locator("#log-summary").innerText();
}

/** A text area has no carriage returns. */
function normalize(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
