import { createMock } from "@dreambooth-sandbox/mock";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { operations } from "../contract.ts";
import { seriousProblems } from "./axe.ts";
import { missingForBrowser, SiteBrowser, type WatchedPage } from "./browser.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const KEY = "secret-key-of-the-reader";

/** Half an hour in under a second. */
const SPEED = 6000;

describe.skipIf(missingForBrowser)(`try it${missingForBrowser}`, () => {
  let site: SiteBrowser;
  beforeAll(async () => {
    site = await SiteBrowser.start();
  });
  afterAll(() => site[Symbol.asyncDispose]());

  test("creates a training and follows it live until the model is ready", async () => {
    let now = Date.now();
    const passTenMinutes = () => {
      now += (10 * 60_000) / SPEED;
    };
    await using running = await openWithMock(site, { now: () => now, onRequest: passTenMinutes });
    const { page, errors, outside, mock } = running;
    await page.getByRole("button", { name: "Create and follow" }).click();
    await page.getByText("model_ready, 100 %").waitFor();

    expect(mock.created).toBe(1);
    const requests = await page.locator(".exchange summary").allInnerTexts();
    expect(requests.length).toBeGreaterThan(2);
    expect(requests.at(-1)).toMatch(/POST \/api\/sandbox\/v3\/fine_tune\s+200/);
    expect(await page.locator(".timeline .step").count()).toBe(4);
    expect(await page.locator(".timeline .success").count()).toBe(1);
    expect(await page.locator("#training-id").inputValue()).toMatch(/^\w{10}$/);
    expect(await seriousProblems(page)).toEqual([]);
    expect(errors).toEqual([]);
    expect(outside).toEqual([]);
  });

  test("offers every field of the contract, filled in as documented", async () => {
    await using running = await openWithMock(site);
    const { page } = running;
    await page.getByRole("button", { name: "Create and follow" }).click();
    await page.getByText("model_ready, 100 %").waitFor();

    expect(await firstRequest(page)).toEqual({ ...operations[0]?.request, key: "••••" });
  });

  test("says what the service has against a request", async () => {
    await using running = await openWithMock(site);
    const { page } = running;
    await page.getByLabel("API key").fill("invalid");
    await page.getByRole("button", { name: "Ask once" }).click();
    await page.getByRole("alert").getByText("authentication_failed").waitFor();

    expect(await page.locator(".exchange").innerText()).toMatch(/401[\s\S]*"message": "Invalid API key"/);
  });

  test("sends what the form says, and shows it with the reply and without the key", async () => {
    const records: unknown[] = [];
    await using running = await openWithMock(site, { onRequest: (record) => records.push(record) });
    const { page } = running;
    await page.getByLabel("instance_prompt").fill("photo of <i>zwx</i> dog");
    await page
      .getByLabel("images")
      .fill("https://example.com/1.png\n\n https://example.com/2.png\nhttps://example.com/3.png");
    await page.getByLabel("training_type").selectOption({ label: "null" });
    await page.getByLabel("seed").fill("");
    await page.getByRole("button", { name: "Create and follow" }).click();
    await page.getByText("model_ready, 100 %").waitFor();
    const request = await firstRequest(page);
    const reply = await page.locator(".exchange").last().locator("pre code").last().innerText();

    expect(request).toMatchObject({
      key: "••••",
      instance_prompt: "photo of <i>zwx</i> dog",
      images: ["https://example.com/1.png", "https://example.com/2.png", "https://example.com/3.png"],
      seed: null,
      training_type: null,
    });
    expect(JSON.parse(reply)).toMatchObject({ status: "success", messege: "deploying_gpu" });
    expect(await page.content()).not.toContain(KEY);
    expect(JSON.stringify(records)).not.toContain(KEY);
  });

  test("keeps the key out of storage and addresses, and forgets it with the page", async () => {
    await using running = await openWithMock(site);
    const { page } = running;
    await page.getByRole("button", { name: "Create and follow" }).click();
    await page.getByText("model_ready, 100 %").waitFor();
    const kept = await page.evaluate(() =>
      JSON.stringify([localStorage, sessionStorage, document.cookie, location.href]),
    );
    await page.getByRole("link", { name: "Log viewer" }).first().click();
    await page.waitForURL("**/log-viewer.html");
    await page.goBack();

    expect(kept).not.toContain(KEY);
    expect(await page.getByLabel("API key").inputValue()).not.toBe(KEY);
  });

  test("shows a training fail as the chosen scenario says", async () => {
    await using running = await openWithMock(site);
    const { page } = running;
    await page.getByLabel("Scenario").selectOption("failure");
    await page.getByRole("button", { name: "Create and follow" }).click();
    await page.getByText("training_failed, 17 %").waitFor();

    expect(await page.locator(".timeline .failure").innerText()).toContain("Valid image links less than 3");
  });

  test("says beside each field what is wrong, and sends nothing", async () => {
    await using running = await openWithMock(site);
    const { page, mock } = running;
    await page.getByLabel("max_train_steps").fill("3000");
    await page.getByLabel("images").fill("ftp://example.com/1.png");
    await page.getByRole("button", { name: "Create and follow" }).click();
    await page.getByRole("alert").getByText("invalid_request").waitFor();

    expect(
      await page.locator("[aria-invalid=true]").evaluateAll((nodes) => nodes.map(({ id }) => id)),
    ).toEqual(["field-images", "field-max_train_steps"]);
    expect(await page.locator("#problem-images").innerText()).toMatch(/images\[0\].*http/);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("field-images");
    expect(await seriousProblems(page)).toEqual([]);
    expect(await page.locator(".exchange").count()).toBe(0);
    expect(mock.created).toBe(0);
  });

  test("asks once for a training, and stops following on demand", async () => {
    await using running = await openWithMock(site, { speed: 1 });
    const { page } = running;
    await page.getByRole("button", { name: "Ask once" }).click();
    await page.getByText("model_ready, 100 %").waitFor();
    await page.getByRole("button", { name: "Create and follow" }).click();
    await page.getByText("deploying_gpu, 0 %").waitFor();
    await page.getByRole("button", { name: "Skip 15 minutes" }).click({ clickCount: 2 });
    await page.locator("#live-status").getByText("training_started").waitFor();
    await page.getByRole("button", { name: "Stop" }).click();

    await page.getByText("Stopped.").waitFor();
    expect(await page.getByRole("button", { name: "Stop" }).isVisible()).toBe(false);
    expect(await page.getByRole("alert").innerText()).toBe("");
  });

  test("says what to do when nothing answers", async () => {
    await using running = await openWithMock(site);
    const { page, mock } = running;
    await mock.close();
    await page.getByRole("button", { name: "Is it there?" }).click();
    await page.getByText("Nothing answers there.").waitFor();

    expect(await page.getByText("npx @dreambooth-sandbox/mock").isVisible()).toBe(true);
  });

  test("asks before it creates a training anywhere but on this machine", async () => {
    await using running = await openWithMock(site);
    const { page, outside } = running;
    const asked = new Promise<string>((resolve) => {
      page.once("dialog", (dialog) => {
        resolve(dialog.message());
        void dialog.dismiss();
      });
    });
    await page.getByLabel("Base URL").fill("https://sandbox.example");
    await page.getByRole("button", { name: "Create and follow" }).click();

    expect(await asked).toContain("may cost money");
    expect(outside).toEqual([]);
  });

  test("shows the same call in every language with the reader's values", async () => {
    await using running = await openWithMock(site);
    const { page, url } = running;
    await page.getByLabel("class_prompt").fill("photo of dog");
    for (const label of ["curl", "JavaScript", "Node.js client", "PHP", "Python", "Java"]) {
      await page.getByRole("tab", { name: label, exact: true }).click();
      const code = await page.getByRole("tabpanel", { name: label, exact: true }).innerText();
      expect.soft(code).toContain("photo of dog");
      expect.soft(code).toContain(`"${url}"`);
      expect.soft(code).not.toContain(KEY);
    }
    await page.getByLabel("training_id").fill("abc123");

    expect(await page.getByRole("tabpanel", { name: "Java", exact: true }).innerText()).toContain(
      "getTrainingStatus.java abc123",
    );
  });
});

/** The body of the first request that the page shows, which is the last of the list. */
async function firstRequest(page: Page): Promise<unknown> {
  const exchange = page.locator(".exchange").last();
  await exchange.locator("summary").click();
  const text = await exchange.locator("pre code").first().innerText();
  return JSON.parse(text.slice(text.indexOf("{")));
}

type MockOptions = NonNullable<Parameters<typeof createMock>[0]>;

async function openWithMock(site: SiteBrowser, options: MockOptions = {}) {
  const mock = await createMock({ speed: SPEED, ...options });
  const { url } = await mock.listen();
  const opened: WatchedPage = await site.open("try-it.html", {}, [url]);
  await opened.page.getByLabel("Base URL").fill(url);
  await opened.page.getByLabel("API key").fill(KEY);
  return {
    ...opened,
    mock,
    url,
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await mock.close();
    },
  };
}
