import { parseLog } from "@dreambooth-sandbox/log-parser";
import { createMock } from "@dreambooth-sandbox/mock";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSamples } from "../../src/contract/samples.ts";
import { exampleValue, operationNamed, trainingStatuses } from "../contract.ts";
import { seriousProblems } from "./axe.ts";
import { missingForBrowser, openPage, type WatchedPage } from "./browser.ts";

const KEY = "secret-key-of-the-reader";

/** Half an hour in under a second. */
const SPEED = 6000;

const { way } = trainingStatuses();
const [FIRST = ""] = way;
const GOAL = way.at(-1) ?? "";

describe.skipIf(missingForBrowser)(`try it${missingForBrowser}`, () => {
  describe("a training that was created and followed", () => {
    let running: Awaited<ReturnType<typeof openWithMock>>;
    beforeAll(async () => {
      let now = Date.now();
      const passTenMinutes = () => {
        now += (10 * 60_000) / SPEED;
      };
      running = await openWithMock({ now: () => now, onRequest: passTenMinutes });
      await createAndFollow(running.page);
    });
    afterAll(() => running[Symbol.asyncDispose]());

    test("is shown live until the model is ready", async () => {
      const { page, errors, outside, mock } = running;

      expect(mock.created).toBe(1);
      const requests = await page.locator(".exchange summary").allInnerTexts();
      expect(requests.length).toBeGreaterThan(2);
      expect(requests.at(-1)).toContain(`POST ${operationNamed("createTraining").path}`);
      expect(requests.at(-1)).toMatch(/\s+200/);
      const steps = parseLog(String(exampleValue(GOAL)["data"])).entries.filter(
        ({ kind }) => kind === "step",
      );
      expect(await page.locator(".timeline .step").count()).toBe(steps.length);
      expect(await page.locator(".timeline .success").count()).toBe(1);
      expect(await page.locator("#training-id").inputValue()).toMatch(/^\w+$/);
      expect(await seriousProblems(page)).toEqual([]);
      expect(errors).toEqual([]);
      expect(outside).toEqual([]);
    });

    test("was requested with every field of the contract, filled in as documented", async () => {
      expect(await firstRequest(running.page)).toEqual({
        ...operationNamed("createTraining").request,
        key: "••••",
      });
    });

    test("leaves the key in no storage and no address, and the page forgets it", async () => {
      const { page } = running;
      const kept = await page.evaluate(() =>
        JSON.stringify([localStorage, sessionStorage, document.cookie, location.href]),
      );
      await page.getByRole("link", { name: "Log viewer" }).first().click();
      await page.waitForURL("**/log-viewer.html");
      await page.goBack();

      expect(kept).not.toContain(KEY);
      expect(await page.getByLabel("API key").inputValue()).not.toBe(KEY);
    });
  });

  test("says what the service has against a request", async () => {
    await using running = await openWithMock();
    const { page } = running;
    await page.getByLabel("API key").fill("invalid");
    await page.getByRole("button", { name: "Ask once" }).click();
    await page.getByRole("alert").getByText("authentication_failed").waitFor();

    const exchange = await page.locator(".exchange").innerText();
    expect(exchange).toContain("401");
    expect(exchange).toContain(`"message": "${String(exampleValue("unauthorized")["message"])}"`);
  });

  test("sends what the form says, and shows it with the reply and without the key", async () => {
    const records: unknown[] = [];
    await using running = await openWithMock({ onRequest: (record) => records.push(record) });
    const { page } = running;
    await field(page, "instance_prompt").fill("photo of <i>zwx</i> dog");
    await field(page, "images").fill(
      "https://example.com/1.png\n\n https://example.com/2.png\nhttps://example.com/3.png",
    );
    await field(page, "training_type").selectOption({ label: "null" });
    await field(page, "seed").fill("");
    const received = page.waitForResponse((response) =>
      response.url().endsWith(operationNamed("createTraining").path),
    );
    await createAndFollow(page);
    const request = await firstRequest(page);
    const shown = await page.locator(".exchange").last().locator("pre code").last().innerText();

    expect(request).toMatchObject({
      key: "••••",
      instance_prompt: "photo of <i>zwx</i> dog",
      images: ["https://example.com/1.png", "https://example.com/2.png", "https://example.com/3.png"],
      seed: null,
      training_type: null,
    });
    expect(JSON.parse(shown)).toMatchObject({
      status: "success",
      training_id: await page.locator("#training-id").inputValue(),
    });
    expect(JSON.parse(shown)).toEqual(await (await received).json());
    expect(await page.content()).not.toContain(KEY);
    expect(JSON.stringify(records)).not.toContain(KEY);
  });

  test("shows a training fail as the chosen scenario says", async () => {
    await using running = await openWithMock();
    const { page } = running;
    await page.getByLabel("Scenario").selectOption("failure");
    await page.getByRole("button", { name: "Create and follow" }).click();
    await page.locator("#live-status").getByText("training_failed").waitFor();

    const { progress, entries } = parseLog(String(exampleValue("training_failed")["data"]));
    expect(await page.locator("#live-status").innerText()).toBe(
      `training_failed, ${Math.round(progress * 100)} %`,
    );
    expect(await page.locator(".timeline .failure").innerText()).toContain(
      entries.find((entry) => entry.kind === "failure")?.reason,
    );
  });

  test("says beside each field what is wrong, and sends nothing", async () => {
    await using running = await openWithMock();
    const { page, mock } = running;
    await field(page, "max_train_steps").fill("none");
    await field(page, "images").fill("ftp://example.com/1.png");
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
    await using running = await openWithMock({ speed: 1 });
    const { page } = running;
    await page.getByRole("button", { name: "Ask once" }).click();
    await page.getByText(`${GOAL}, 100 %`).waitFor();
    await page.getByRole("button", { name: "Create and follow" }).click();
    await page.getByText(`${FIRST}, 0 %`).waitFor();
    await page.getByRole("button", { name: "Skip 15 minutes" }).click({ clickCount: 2 });
    await page
      .locator("#live-status")
      .getByText(new RegExp(way.slice(1).join("|")))
      .waitFor();
    await page.getByRole("button", { name: "Stop" }).click();

    await page.getByText("Stopped.").waitFor();
    expect(await page.getByRole("button", { name: "Stop" }).isVisible()).toBe(false);
    expect(await page.getByRole("alert").innerText()).toBe("");
  });

  test("says what to do when nothing answers", async () => {
    await using running = await openWithMock();
    const { page, mock } = running;
    await mock.close();
    await page.getByRole("button", { name: "Is it there?" }).click();
    await page.getByText("Nothing answers there.").waitFor();

    expect(await page.getByText("npx @dreambooth-sandbox/mock").isVisible()).toBe(true);
  });

  test("asks before it creates a training anywhere but on this machine", async () => {
    await using running = await openWithMock();
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
    await using running = await openWithMock();
    const { page, url } = running;
    await field(page, "class_prompt").fill("photo of dog");
    const samples = readSamples("createTraining");
    expect(samples).not.toEqual([]);
    for (const { language } of samples) {
      await page.getByRole("tab", { name: language.title, exact: true }).click();
      const code = await page.getByRole("tabpanel", { name: language.title, exact: true }).innerText();
      expect.soft(code).toContain("photo of dog");
      expect.soft(code).toContain(`"${url}"`);
      expect.soft(code).not.toContain(KEY);
    }
    await page.getByLabel("training_id").fill("abc123");

    const { title = "", extension } = samples.at(-1)?.language ?? {};
    expect(await page.getByRole("tabpanel", { name: title, exact: true }).innerText()).toContain(
      `getTrainingStatus.${extension} abc123`,
    );
  });
});

/** The control of a request's field. */
function field(page: Page, name: string): Locator {
  return page.getByLabel(new RegExp(`^${name}\\b`));
}

/** Creates a training with what the form holds and waits until its model is ready. */
async function createAndFollow(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Create and follow" }).click();
  await page.getByText(`${GOAL}, 100 %`).waitFor();
}

/** The body of the first request that the page shows, which is the last of the list. */
async function firstRequest(page: Page): Promise<unknown> {
  const exchange = page.locator(".exchange").last();
  await exchange.locator("summary").click();
  const text = await exchange.locator("pre code").first().innerText();
  return JSON.parse(text.slice(text.indexOf("{")));
}

type MockOptions = NonNullable<Parameters<typeof createMock>[0]>;

async function openWithMock(options: MockOptions = {}) {
  const mock = await createMock({ speed: SPEED, ...options });
  const { url } = await mock.listen();
  const opened: WatchedPage = await openPage("try-it.html", {}, [url]);
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
