import type { Browser } from "playwright-core";

/** What one load of a page took. */
export interface Load {
  /** Bytes on the wire, headers included, until nothing more was asked for. */
  bytes: number;
  firstPaintMs: number;
  readableMs: number;
}

/** Ten megabits a second and 40 ms, as on a good mobile line. */
const NETWORK = { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 };

/** What a page still loads by itself after it can be read belongs to its weight. */
const QUIET_MS = 3000;

declare global {
  var readableAt: number | undefined;
}

/** Loads a page with an empty cache; `text` is what a reader of the operation waits for. */
export async function measureLoad(browser: Browser, url: string, text: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", NETWORK);
    let bytes = 0;
    session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.addInitScript(watchForText, text);
    await page.goto(url);
    const readableMs = await page.waitForFunction(() => globalThis.readableAt, undefined, {
      timeout: 30_000,
    });
    const firstPaintMs = await page.evaluate(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    );
    await page.waitForTimeout(QUIET_MS);
    return { bytes, firstPaintMs, readableMs: (await readableMs.jsonValue()) ?? Number.NaN };
  } finally {
    await context.close();
  }
}

/** Runs in the page: notes the first frame in which the text has a place on the page. */
function watchForText(text: string): void {
  const look = () => {
    const found =
      document.body &&
      document.evaluate(
        `//body//*[not(self::script)][contains(text(), "${text}")]`,
        document.body,
        null,
        XPathResult.FIRST_ORDERED_NODE_TYPE,
      ).singleNodeValue;
    if (found instanceof Element && found.getClientRects().length > 0)
      globalThis.readableAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
