import type { SearchEntry } from "../search-index.ts";
import { siteRoot } from "./root.ts";

/** The search's dialog: a combobox, whose arrows move through the results and whose Enter opens one. */
export function createDialogElement(): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = "search";
  dialog.ariaLabel = "Search";
  dialog.innerHTML = `<input type="search" role="combobox" aria-label="Search the documentation" aria-controls="search-results" aria-expanded="false" aria-autocomplete="list" autocomplete="off" spellcheck="false" placeholder="Search fields, statuses, guides …"><ul id="search-results" role="listbox" aria-label="Results"></ul><p class="search-state" role="status"></p>`;
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || (event.target instanceof Element && event.target.closest("a")))
      dialog.close();
  });
  dialog.querySelector("input")?.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp")
      move(dialog, event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter") selectedOption(dialog)?.querySelector("a")?.click();
    else return;
    event.preventDefault();
  });
  return dialog;
}

/** Fills the list and selects its first result. */
export function showResults(dialog: HTMLDialogElement, entries: SearchEntry[]): void {
  const input = dialog.querySelector("input");
  const isEmpty = input?.value.trim() === "";
  dialog.querySelector("ul")?.replaceChildren(...entries.map(createOption));
  const state = dialog.querySelector(".search-state");
  if (state)
    state.textContent = isEmpty
      ? ""
      : entries.length === 0
        ? "Nothing was found."
        : `${entries.length} found`;
  input?.setAttribute("aria-expanded", String(entries.length > 0));
  move(dialog, 0);
}

function createOption({ url, title, page, text }: SearchEntry, index: number): HTMLLIElement {
  const option = document.createElement("li");
  option.role = "option";
  option.id = `search-result-${index}`;
  const link = document.createElement("a");
  link.href = siteRoot + url;
  link.tabIndex = -1;
  link.append(element("strong", title), element("span", title === page ? "" : page), element("small", text));
  option.append(link);
  return option;
}

function element(name: string, text: string): HTMLElement {
  const created = document.createElement(name);
  created.textContent = text;
  return created;
}

function move(dialog: HTMLDialogElement, by: number): void {
  const options = [...dialog.querySelectorAll<HTMLElement>("[role=option]")];
  const current = options.findIndex((option) => option.ariaSelected === "true");
  const next = Math.min(Math.max(current + by, 0), options.length - 1);
  options.forEach((option, index) => (option.ariaSelected = String(index === next)));
  options[next]?.scrollIntoView({ block: "nearest" });
  dialog.querySelector("input")?.setAttribute("aria-activedescendant", options[next]?.id ?? "");
}

function selectedOption(dialog: HTMLDialogElement): HTMLElement | null {
  return dialog.querySelector<HTMLElement>("[role=option][aria-selected=true]");
}
