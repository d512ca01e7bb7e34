import type { SearchEntry } from "../search-index.ts";
import { siteRoot } from "./root.ts";

type Find = (words: string) => SearchEntry[];

/** Opens the search on `/`, Ctrl+K or a click; its index is loaded the first time. */
export function enhanceSearch(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-search]");
  let dialog: Promise<HTMLDialogElement> | undefined;
  const open = async () => {
    dialog ??= createDialog();
    const element = await dialog;
    if (!element.open) element.showModal();
    element.querySelector("input")?.select();
  };
  button?.addEventListener("click", () => void open());
  document.addEventListener("keydown", (event) => {
    const isSlash = event.key === "/" && !isTyping(event.target);
    const isCtrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !hasOwnSearch();
    if (!isSlash && !isCtrlK) return;
    event.preventDefault();
    void open();
  });
}

async function createDialog(): Promise<HTMLDialogElement> {
  const { createDialogElement, showResults } = await import("./search-dialog.ts");
  const find = await loadIndex();
  const dialog = createDialogElement();
  document.body.append(dialog);
  const input = dialog.querySelector("input");
  input?.addEventListener("input", () => showResults(dialog, find(input.value)));
  return dialog;
}

async function loadIndex(): Promise<Find> {
  const [{ default: MiniSearch }, response] = await Promise.all([
    import("minisearch"),
    fetch(`${siteRoot}assets/search.json`),
  ]);
  const entries: SearchEntry[] = await response.json();
  const index = new MiniSearch<SearchEntry & { id: number }>({
    fields: ["title", "page", "text"],
    tokenize: (text) =>
      text
        .split(/[^\p{L}\p{N}_]+/u)
        .flatMap((word) => (word.includes("_") ? [word].concat(word.split("_")) : word)),
    searchOptions: { prefix: true, fuzzy: 0.15, boost: { title: 4, page: 1.5 }, combineWith: "AND" },
  });
  index.addAll(entries.map((entry, id) => ({ ...entry, id })));
  return (words) =>
    index
      .search(words)
      .slice(0, 12)
      .flatMap(({ id }) => entries[Number(id)] ?? []);
}

/** Redoc says that Ctrl+K is its own. */
function hasOwnSearch(): boolean {
  return document.body.classList.contains("redoc-shown");
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
