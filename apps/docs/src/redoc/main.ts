import { siteRoot } from "../assets/root.ts";

/** The part of Redoc's self-contained bundle that is used. */
interface Redoc {
  init(document: unknown, options: Record<string, unknown>, element: Element): unknown;
}

const BAR_HEIGHT = document.querySelector(".bar")?.clientHeight ?? 0;
const SETTLED_MS = 150;

/** Shows Redoc in the text's place: at once for a deep link, when the browser is idle if nobody reads the text yet. */
async function start(): Promise<void> {
  document.querySelector("[data-redoc]")?.addEventListener("click", () => void show());
  if (location.hash.startsWith("#/")) return show();
  if (document.readyState !== "complete")
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  requestIdleCallback(() => {
    if (scrollY < window.innerHeight / 4) void show();
  });
}

async function show(): Promise<void> {
  const [redoc, contract] = await Promise.all([
    load(),
    fetch(asset("document")).then((response) => response.json()),
  ]);
  const element = document.querySelector("#redoc");
  if (!element) throw new Error("The page has no #redoc.");
  reachByKeyboard(element);
  const hasDeepLink = location.hash.startsWith("#/");
  if (hasDeepLink) document.body.classList.add("redoc-shown");
  new MutationObserver(() => mendAccess(element)).observe(element, { childList: true, subtree: true });
  redoc.init(contract, { disableTelemetry: true, router: "hash", scrollYOffset: BAR_HEIGHT }, element);
  if (hasDeepLink) return;
  await settled(element);
  document.body.classList.add("redoc-shown");
  scrollTo(0, 0);
}

/** Redoc's code blocks scroll, and a keyboard scrolls only what it can reach. */
function reachByKeyboard(element: Element): void {
  const observer = new MutationObserver(() => {
    element.querySelectorAll<HTMLElement>("pre:not([tabindex])").forEach((pre) => (pre.tabIndex = 0));
  });
  observer.observe(element, { childList: true, subtree: true });
}

/** Redoc leaves code that scrolls out of the keyboard's reach, and hides a button's text behind another name. */
function mendAccess(element: Element): void {
  element.querySelectorAll<HTMLElement>("pre:not([tabindex])").forEach((pre) => (pre.tabIndex = 0));
  element
    .querySelectorAll("button[aria-label=Example]")
    .forEach((button) => button.removeAttribute("aria-label"));
}

function load(): Promise<Redoc> {
  return import(new URL(asset("bundle"), document.baseURI).href);
}

function asset(name: string): string {
  return siteRoot + (document.querySelector<HTMLMetaElement>(`meta[name=redoc-${name}]`)?.content ?? "");
}

/** Waits until Redoc has rendered its first operation or section and draws no more. */
function settled(element: Element): Promise<void> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      if (!element.querySelector("h1")) return;
      timer = setTimeout(() => {
        observer.disconnect();
        resolve();
      }, SETTLED_MS);
    });
    observer.observe(element, { childList: true, subtree: true });
  });
}

void start();
